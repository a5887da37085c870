"""Several runs compared: each with its reference data, and each with the first run."""

from __future__ import annotations

from collections.abc import Sequence

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.choose_comparator import human_comparator, run_comparator
from vs_sim.study.comparison.conclusion import judged_sections
from vs_sim.study.comparison.measurements import Measurements
from vs_sim.study.comparison.scorecard import Scorecard, ScorecardLine, ScorecardSection
from vs_sim.study.data.estimate import descriptive

_BETWEEN = ("ks", "wasserstein", "mean", "donor_share")
AFTER_LOOKING = (
    "What may be concluded: how far each run is from the same people, corrected for the number of runs; what may not: "
    "that the nearest one is better, until it was run again on a fresh seed."
)


def comparison(runs: Sequence[Run], *, seed: int = 0) -> Scorecard:
    """Several runs as one scorecard: each run compared with human data, then each later run with the first.

    Args:
        runs: Two or more.
        seed: Equal inputs give equal numbers.

    Raises:
        StudyError: There are fewer than two runs, or two that share no question with numbers for answers.
    """
    if len(runs) < 2:
        hint = "a single run has a scorecard: vs_sim.scorecard(run)"
        raise StudyError(f"a comparison needs at least two runs, not {len(runs)}", hint=hint)
    (against_people,) = judged_sections([people(runs, seed)])
    sections = (against_people, *judged_sections([first(runs[0], other, seed) for other in runs[1:]]))
    return Scorecard(
        title=f"{len(runs)} runs",
        comparator="human data and each other",
        standin=any(run.standin for run in runs),
        head=None,
        sections=sections,
        conclusion=AFTER_LOOKING,
    )


def people(runs: Sequence[Run], seed: int = 0) -> ScorecardSection:
    """The primary outcome of each run and its reference data, judged together."""
    lines = []
    for run in runs:
        measured = Measurements(run, human_comparator(run), seed=seed)
        if measured.primary:
            head = measured.estimate(*measured.primary)
            period = measured.comparator.outcomes[head.of].period
            lines.append(
                ScorecardLine(head, f"{head.name} of {head.of}: {run.folder.name}", period, run=run.folder.name)
            )
    return ScorecardSection("Each run compared with its reference data", tuple(lines))


def first(one: Run, other: Run, seed: int = 0) -> ScorecardSection:
    """How far another run is from the first, which takes the place of human data: a distance, and descriptive rows."""
    measured = Measurements(other, run_comparator(other, one, language=False), seed=seed)
    question, name = measured.comparator.head or (next(iter(measured.comparator.outcomes)), _BETWEEN[0])
    head, *rest = measured.estimates(question, list(dict.fromkeys((name, *_BETWEEN))))
    lines = (ScorecardLine(head), *(ScorecardLine(descriptive(each), tested=False) for each in rest))
    return ScorecardSection(f"{other.folder.name} compared with {one.folder.name}: {question}", lines)
