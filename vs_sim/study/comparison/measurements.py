"""The estimates of one run against one comparator: each is computed once, whoever asks for it, and judged by no one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from vs_sim.log.run import Run
from vs_sim.study.comparison.comparator import Comparator
from vs_sim.study.comparison.outcomes import answer_range, declared_comparison, outcome
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.margins import margin_of_measure
from vs_sim.study.inference.missing_bounds import Bounds, distance_bounds, summary_bounds
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.inference.worst_case import worst_case


class Measurements:
    """What is measured of the answers in a run.

    Args:
        run: The run.
        comparator: What it is compared with.
        seed: Equal inputs give equal numbers.
    """

    def __init__(self, run: Run, comparator: Comparator, *, seed: int = 0) -> None:
        self.run, self.comparator, self.seed = run, comparator, seed
        self._samples: dict[str, Sample] = {}
        self._estimates: dict[tuple[str, str, str], Estimate] = {}

    @cached_property
    def margin(self) -> float:
        """The equivalence margin that the scenario declares, a share in (0, 1)."""
        return declared_comparison(self.run).margin

    @property
    def primary(self) -> tuple[str, str] | None:
        """The question and the measure of the primary outcome; None where it is not compared."""
        head = self.comparator.head
        return head if head and head[0] in self.comparator.outcomes else None

    def sample(self, question: str) -> Sample:
        """The final answers to a question."""
        if question not in self._samples:
            self._samples[question] = outcome(self.run, question)
        return self._samples[question]

    def estimate(self, question: str, name: str, reference: Reference | None = None) -> Estimate:
        """One measure of a question's answers, looked at alone; the primary outcome has the margin of its measure.

        Args:
            question: Whose final answers are measured.
            name: A registered measure of samples.
            reference: What it is compared with; None for the comparator's own.
        """
        against = self.comparator.outcomes[question] if reference is None else reference
        key = (question, name, against.id)
        if key not in self._estimates:
            sample = self.sample(question)
            found = estimate_measure(sample, name, against, margin=self.margin, seed=self.seed)
            if (question, name) == self.primary:
                ends = answer_range(self.run, question, against)
                found = replace(found, margin=margin_of_measure(name, self.margin, ends))
            self._estimates[key] = self.with_missing(found, sample, against)
        return self._estimates[key]

    def estimates(self, question: str, names: Sequence[str]) -> list[Estimate]:
        """Several measures of a question's answers."""
        return [self.estimate(question, name) for name in names]

    def with_missing(self, estimate: Estimate, sample: Sample, reference: Reference) -> Estimate:
        """The estimate with its bounds over all answers that the failed dialogues could have had, judged by them."""
        ends = answer_range(self.run, estimate.of, reference)
        return worst_case(estimate, sample, self.run.counts[1], reference, ends, seed=self.seed)

    def range_of(self, question: str) -> Bounds:
        """The lowest and the highest possible answer, or those of the reference where the question has no range."""
        return answer_range(self.run, question, self.comparator.outcomes[question])

    def bounds(self, question: str) -> dict[str, Bounds]:
        """Worst-case bounds of the distance, the mean and the share above 0 over completed and failed dialogues."""
        if question not in self._bounds:
            sample, missing, ends = self.sample(question), self.run.counts[1], self.range_of(question)
            found = {"ks": distance_bounds(sample, missing, self.comparator.outcomes[question], ends)}
            found |= {name: summary_bounds(sample, missing, name, ends) for name in ("mean", "donor_share")}
            self._bounds[question] = found
        return self._bounds[question]

    @cached_property
    def _bounds(self) -> dict[str, dict[str, Bounds]]:
        return {}
