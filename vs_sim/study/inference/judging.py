"""Verdicts: the one module in which an estimate becomes `equivalent`, `different` or `inconclusive`.

- One estimate alone (a primary outcome, or a distance asked for by name) has the verdict of `verdict_alone`.
- Estimates that are looked at together are a family. `judged_together` adjusts their p-values for multiplicity
  (Holm 1979), and a member is `different` only where the adjusted p is at most 5%. Equivalence keeps its own level:
  each claim of it is an intersection-union test against a margin declared beforehand.

A scorecard has two families, its primary outcome and all other tested rows. Several runs are one family per measure.
An estimate in no family is descriptive and has no verdict.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vs_sim.study.data.estimate import Estimate, Verdict

ALPHA = 0.05
"""The level of a family of tests."""

FEWEST = 30
"""Simulated persons below which every verdict is `inconclusive`."""


def verdict_alone(estimate: Estimate) -> Verdict | None:
    """The verdict of an estimate that is looked at alone.

    `equivalent` if the one-sided 95% upper bound of the distance is below the equivalence margin; else `different` if
    the distance exceeds sampling noise, its 95% quantile under equality; else `inconclusive`. Without a margin, p
    decides on `different`, and equivalence cannot be shown.

    Returns:
        The verdict; None for an estimate that has neither a margin nor a p: it is descriptive.
    """
    if not _testable(estimate):
        return None
    if estimate.personas < FEWEST:
        return "inconclusive"
    if math.isnan(estimate.margin):
        return "different" if estimate.p <= ALPHA else "inconclusive"
    if estimate.upper < estimate.margin:
        return "equivalent"
    return "different" if estimate.value > estimate.sampling_noise else "inconclusive"


def judged_together(family: Sequence[Estimate]) -> list[Estimate]:
    """The members of a family, in their order, with adjusted p and verdict.

    A family of one has the verdict of `verdict_alone`.
    """
    return [
        replace(estimate, p_adjusted=p, verdict=_verdict_of_member(estimate, p))
        for estimate, p in zip(family, holm([estimate.p for estimate in family]), strict=True)
    ]


def verdict_of_contrast(p: float, persons: int) -> Verdict | None:
    """The verdict of a difference between two runs, from its adjusted p and the persons behind it; None without a p."""
    if math.isnan(p):
        return None
    return "different" if p <= ALPHA and persons >= FEWEST else "inconclusive"


def holm(values: Sequence[float]) -> list[float]:
    """p-values adjusted for multiplicity (Holm 1979), in their order; NaN stays NaN and does not count.

    >>> [round(p, 3) for p in holm([0.01, 0.04, float("nan"), 0.03])]
    [0.03, 0.06, nan, 0.06]
    """
    known = sorted((p, at) for at, p in enumerate(values) if not math.isnan(p))
    adjusted, reached = [math.nan] * len(values), 0.0
    for rank, (p, at) in enumerate(known):
        reached = max(reached, min(p * (len(known) - rank), 1.0))
        adjusted[at] = reached
    return adjusted


def _verdict_of_member(estimate: Estimate, p: float) -> Verdict | None:
    alone = verdict_alone(estimate)
    return "inconclusive" if alone == "different" and p > ALPHA and p > estimate.p else alone


def _testable(estimate: Estimate) -> bool:
    return not (math.isnan(estimate.margin) and math.isnan(estimate.p))
