"""The estimates of one run against one comparator: each is computed once, whoever asks for it, and judged by no one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from vs_sim.log.run import Run
from vs_sim.study.comparison.comparator import Comparator
from vs_sim.study.comparison.outcomes import declared_comparison, outcome, span
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.missing_bounds import Bounds, distance_bounds, summary_bounds
from vs_sim.study.inference.two_sample import estimate_measure


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
        """The equivalence margin that the scenario declares."""
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
        """One measure of a question's answers, looked at alone.

        Args:
            question: Whose final answers are measured.
            name: A registered measure of samples.
            reference: What it is compared with; None for the comparator's own.
        """
        against = self.comparator.outcomes[question] if reference is None else reference
        key = (question, name, against.id)
        if key not in self._estimates:
            self._estimates[key] = estimate_measure(
                self.sample(question), name, against, margin=self.margin, seed=self.seed
            )
        return self._estimates[key]

    def estimates(self, question: str, names: Sequence[str]) -> list[Estimate]:
        """Several measures of a question's answers."""
        return [self.estimate(question, name) for name in names]

    def range_of(self, question: str) -> Bounds:
        """The lowest and the highest possible answer, or those of the reference where the question has no range."""
        reference = self.comparator.outcomes[question]
        return span(self.run, question) or (float(reference.support[0]), float(reference.support[-1]))

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
