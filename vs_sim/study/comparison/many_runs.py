"""Runs beside each other: each beside its people, and each beside the first in the place of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.comparator import beside_people, beside_run
from vs_sim.study.comparison.outcomes import outcome
from vs_sim.study.comparison.scorecard import LEVEL, Card, Line, Section, holm
from vs_sim.study.comparison.scorecard_sections import primary_outcome
from vs_sim.study.inference.two_sample import estimate_measure

BETWEEN = ("ks", "wasserstein", "mean", "donor_share")
AFTER_LOOKING = (
    "What may be concluded: how far each run is from the same people, corrected for the number of runs; what may not: "
    "that the nearest one is better, until it was run again on a fresh seed."
)


def comparison(runs: Sequence[Run], *, seed: int = 0) -> Card:
    """Several runs as one card: a row a run beside people, then rows beside the first run.

    Args:
        runs: Two or more.
        seed: Equal inputs give equal numbers.

    Raises:
        StudyError: There are fewer than two runs, or two that share no question with numbers for answers.
    """
    if len(runs) < 2:
        raise StudyError(f"{len(runs)} runs to compare", hint="a single run has a card: vs_sim.card(run)")
    sections = (people(runs, seed), *(first(runs[0], other, seed) for other in runs[1:]))
    return Card(
        title=f"{len(runs)} runs",
        beside="people and each other",
        instrument_test=any(run.instrument_test for run in runs),
        head=None,
        sections=sections,
        conclusion=AFTER_LOOKING,
    )


def people(runs: Sequence[Run], seed: int = 0) -> Section:
    """The primary outcome of each run beside its people; `different` survives Holm's correction over the runs."""
    lines = []
    for run in runs:
        beside = beside_people(run)
        head = primary_outcome(run, beside, seed)
        if head is not None and beside.head is not None:
            period = beside.outcomes[beside.head[0]].period
            lines.append(Line(head, f"{head.name} of {head.of}: {run.folder.name}", period, counted=False))
    adjusted = holm([line.estimate.p for line in lines])
    judged = tuple(
        replace(line, estimate=replace(line.estimate, verdict="inconclusive"))
        if line.estimate.verdict == "different" and p > LEVEL
        else line
        for line, p in zip(lines, adjusted, strict=True)
    )
    return Section("Each run beside its people", judged)


def first(one: Run, other: Run, seed: int = 0) -> Section:
    """How far another run is from the first, which stands in the place of people."""
    beside = beside_run(other, one, language=False)
    question = next(iter(beside.outcomes))
    found = [estimate_measure(outcome(other, question), name, beside.outcomes[question], seed=seed) for name in BETWEEN]
    lines = tuple(Line(estimate, counted=False) for estimate in found)
    return Section(f"{other.folder.name} beside {one.folder.name}: {question}", lines)
