"""The assessment of one run, made once and passed on: its scorecard, and its outcomes with the same verdicts."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from vs_sim.log.run import Run
from vs_sim.study.comparison.choose_comparator import human_comparator
from vs_sim.study.comparison.comparator import Comparator
from vs_sim.study.comparison.measurements import Measurements
from vs_sim.study.comparison.outcomes import reported_measures
from vs_sim.study.comparison.scorecard import Scorecard
from vs_sim.study.comparison.scorecard_sections import fill_scorecard, tested_measures
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.inference.judging import judged_together


class Assessment:
    """Everything that tables, pages and JSON say of one run.

    Args:
        run: The run.
        comparator: What it is compared with; None for the human data that its scenario names.
        validation: The pipeline validation of a stand-in run; None for other runs.
        seed: Equal inputs give equal numbers.
    """

    def __init__(
        self, run: Run, comparator: Comparator | None = None, validation: Estimate | None = None, *, seed: int = 0
    ) -> None:
        self.run, self.validation = run, validation
        self.measurements = Measurements(run, human_comparator(run) if comparator is None else comparator, seed=seed)

    @cached_property
    def primary(self) -> Estimate | None:
        """The primary outcome with its verdict; None when nothing is compared."""
        head = self.measurements.primary
        return judged_together([self.measurements.estimate(*head)])[0] if head else None

    @cached_property
    def scorecard(self) -> Scorecard:
        """Every comparison, section by section."""
        return fill_scorecard(self.measurements, self.primary, self.validation)

    @cached_property
    def outcomes(self) -> dict[str, list[Estimate]]:
        """The measures reported of every compared question, the primary one first, with the scorecard's verdicts.

        What is no row of the scorecard, or repeats its primary outcome in other words, is descriptive.
        """
        found: dict[str, list[Estimate]] = {}
        for question, reference in self.measurements.comparator.outcomes.items():
            own = [self.primary.name] if self.primary and self.primary.of == question else []
            names = dict.fromkeys([*own, *reported_measures(reference)])
            found[question] = [self._judged(each) for each in self.measurements.estimates(question, list(names))]
        return found

    def _judged(self, estimate: Estimate) -> Estimate:
        judged = self._verdicts.get((estimate.of, estimate.name))
        return replace(estimate, verdict=None, reason=None) if judged is None else judged

    @cached_property
    def _verdicts(self) -> dict[tuple[str, str], Estimate]:
        """The tested estimates by question and measure; the scorecard is filled only where it tests a reported one."""
        if self.primary is None:
            return {}
        found = {(self.primary.of, self.primary.name): self.primary}
        outcomes = self.measurements.comparator.outcomes.items()
        reported = {(question, name) for question, reference in outcomes for name in reported_measures(reference)}
        if reported & tested_measures(self.measurements):
            found |= {(line.estimate.of, line.estimate.name): line.estimate for line in self.scorecard if line.tested}
        return found
