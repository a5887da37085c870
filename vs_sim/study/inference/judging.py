"""Verdicts: the one module in which an estimate becomes `equivalent`, `different`, or another of the four.

- `equivalent`: the one-sided 95% upper bound of the distance is below the equivalence margin.
- `beyond the margin`: a difference is detected, and the lower end of the 95% interval is above the margin.
- `different`: a difference is detected (p is at most 5%), and on which side of the margin it lies is undecided.
- `inconclusive`: none of these is shown.

One estimate alone (a primary outcome, or a distance asked for by name) has the verdict of `verdict_alone`. Estimates
that are looked at together are a family: `judged_together` adjusts their p-values for multiplicity (Holm 1979), and a
difference is detected only where the adjusted p is at most 5%. Where dialogues failed, a claim is made only if it holds
whatever the missing answers were (`vs_sim.study.inference.worst_case`). A claim about the margin, on either side,
keeps its own level: it is a test against a margin declared beforehand.

A scorecard has two families, its primary outcome and all other tested rows. Several runs are one family per measure.
An estimate in no family is descriptive and has no verdict.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vs_sim.study.data.estimate import Estimate, Reason, Verdict

ALPHA = 0.05
"""The level of a family of tests."""

FEWEST = 30
"""Simulated persons below which every verdict is `inconclusive`."""


def verdict_alone(estimate: Estimate) -> Verdict | None:
    """The verdict of an estimate that is looked at alone.

    Without a margin, a difference may be detected, but no claim is made about its size.

    Returns:
        The verdict; None for an estimate that has neither a margin nor a p: it is descriptive.
    """
    return judged_alone(estimate).verdict


def judged_alone(estimate: Estimate) -> Estimate:
    """The estimate with the verdict that it has when it is looked at alone, and the reason of it."""
    return _judged(estimate, estimate.p, estimate.p_missing)


def judged_again(estimate: Estimate) -> Estimate:
    """An estimate that has a verdict, with the one that its figures have now; any other one as it is."""
    return judged_alone(estimate) if estimate.verdict else estimate


def judged_together(family: Sequence[Estimate]) -> list[Estimate]:
    """The members of a family, in their order, with adjusted p and verdict.

    A family of one has the verdict of `verdict_alone`.
    """
    observed = holm([estimate.p for estimate in family])
    worst = holm([estimate.p_missing if estimate.missing else estimate.p for estimate in family])
    return [
        replace(_judged(estimate, p, p_missing), p_adjusted=p)
        for estimate, p, p_missing in zip(family, observed, worst, strict=True)
    ]


def least_distance(estimate: Estimate) -> float:
    """The lower end of the 95% interval of the distance, or of the size of the difference where there is one."""
    return estimate.low if math.isnan(estimate.difference) else max(estimate.low, -estimate.high, 0.0)


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


def _judged(estimate: Estimate, p: float, p_missing: float) -> Estimate:
    """The claim that the figures allow, weakened to what holds whatever the missing answers were."""
    if not _testable(estimate):
        return replace(estimate, verdict=None, reason=None)
    if estimate.personas < FEWEST:
        return replace(estimate, verdict="inconclusive", reason="few persons")
    claimed = _claim(estimate.upper, least_distance(estimate), p, estimate.margin)
    if not estimate.missing:
        return replace(estimate, verdict=claimed, reason="precision" if claimed == "inconclusive" else None)
    held = _claim(estimate.upper_missing, estimate.low_missing, max(p, p_missing), estimate.margin)
    reason: Reason | None = "precision" if claimed == "inconclusive" else None
    return replace(estimate, verdict=held, reason=reason if held == claimed else "missing dialogues")


def _claim(upper: float, low: float, p: float, margin: float) -> Verdict:
    """By the bounds and p; a NaN (no margin, no bound, no p) claims nothing."""
    if upper < margin:
        return "equivalent"
    if not p <= ALPHA:
        return "inconclusive"
    return "beyond the margin" if low > margin else "different"


def _testable(estimate: Estimate) -> bool:
    return not (math.isnan(estimate.margin) and math.isnan(estimate.p))
