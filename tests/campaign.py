"""Runs of the stand-in in numbers: what they find, and what was true."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vs_sim.api.runs import simulate
from vs_sim.simulation.pipeline_validation import ground_truths, mean_distribution, validate_pipeline
from vs_sim.simulation.session import RunOptions
from vs_sim.standin.declared_distributions import declared_distribution
from vs_sim.study.comparison.outcomes import outcome
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import Reference, exact_reference
from vs_sim.study.inference.equivalence import assess_equivalence

Law = Mapping[float, float]


@dataclass(frozen=True)
class Found:
    """What one run found.

    Attributes:
        sample: The donations.
        laws: The exact laws at the states in which they were asked for.
        tested: The self-test.
    """

    sample: Sample
    laws: Sequence[Law]
    tested: Estimate


def run(seed: int, *sets: str) -> Found:
    """One run of the shipped scenario, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        held = simulate("persuasion_for_good", seed=seed, sets=sets, options=RunOptions(out=Path(folder) / "run"))
        tested = validate_pipeline(held)
        assert tested is not None
        found = Found(outcome(held, "donation"), ground_truths(held, "donation"), tested)
        held.close()
    return found


def runs(times: int, *sets: str) -> list[Found]:
    """Runs that differ in their seeds alone."""
    return [run(1000 + seed, *sets) for seed in range(times)]


def people() -> Law:
    """People's own law, taken as exact."""
    law = declared_distribution("human")
    return {2 * point: share for point, share in zip(law.points, law.shares, strict=True)}


PEOPLE: Reference = exact_reference(people(), "people, taken as exact")


def gap(first: Law, second: Law) -> float:
    """Kolmogorov-Smirnov distance of two laws."""
    points = sorted({*first, *second})
    steps = [first.get(point, 0.0) - second.get(point, 0.0) for point in points]
    return float(np.abs(np.cumsum(steps)).max())


def true_distance(found: Sequence[Found]) -> float:
    """Distance to people of the population that all the runs are samples of."""
    return gap(mean_distribution([law for one in found for law in one.laws]), people())


def coverage(found: Sequence[Found], truth: float) -> float:
    """How often the interval of the distance to people holds the true one."""
    intervals = [assess_equivalence(one.sample, PEOPLE) for one in found]
    return float(np.mean([one.low <= truth <= one.high for one in intervals]))


def contrast(first: Floats, second: Floats, law: Law, size: int = 500) -> tuple[float, float]:
    """95% interval of how much further from a law the first values are than the second, dialogue by dialogue."""
    rng = np.random.default_rng(0)
    points = np.array(sorted({*law, *first, *second}))
    heights = np.cumsum([law.get(point, 0.0) for point in points])

    def far(values: Floats) -> float:
        curve = np.searchsorted(np.sort(values), points, side="right") / len(values)
        return float(np.abs(curve - heights).max())

    drawn = (rng.integers(len(first), size=len(first)) for _ in range(size))
    low, high = np.quantile([far(first[rows]) - far(second[rows]) for rows in drawn], [0.025, 0.975])
    return float(low), float(high)
