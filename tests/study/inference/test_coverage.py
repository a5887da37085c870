"""Whether intervals hold the truth as often as they say; long, so that most of it is run at night."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.places import needs_shared
from tests.study.corpus import HEADER
from tests.study.people import PAID, donors_lost, draws, moved, other_people
from vs_sim.study.comparison.covariates import estimate_table
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.published_figures import Moment, Moments
from vs_sim.study.inference.cluster_bootstrap import estimated, weighted_mean
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.measure import find_measure

LAWS = {"people": PAID.probabilities, "moved": moved(0.2, start=0.0, end=1.0), "lost": donors_lost(0.2)}
SMOOTH = ["wasserstein", "energy", "total_variation@0.25", "jensen_shannon@0.25", "kl@0.25,0.05"]
SUMMARIES = ["mean", "donor_share", "mass@0", "mass@1", "variance_ratio", "entropy@0.25", "coverage@0.5,20"]
nightly = pytest.mark.nightly
Study = Callable[[np.random.Generator], Estimate]


def people(rng: np.random.Generator, persons: int, each: int, within: float) -> tuple[Floats, list[str]]:
    """Normal values with variance 1 between persons and `within` in them, and whose they are."""
    values = np.repeat(rng.normal(size=persons), each) + np.sqrt(within) * rng.normal(size=persons * each)
    return values, np.repeat(np.arange(persons), each).astype(str).tolist()


def clustered_mean(rng: np.random.Generator) -> Estimate:
    values, who = people(rng, 30, 4, 0.3)
    blank = Estimate("mean", "", np.nan, n=120, personas=30)
    return estimated(blank, weighted_mean(values), Sample(values, who), None, int(rng.integers(10**9)))


def mean_beside_people(rng: np.random.Generator) -> Estimate:
    values, who = people(rng, 40, 1, 0.5)
    moment = Moment(value=float(rng.normal(0, 0.1)), error=0.1, spread=1.22, n=150, people=120)
    blank = Estimate("mean", "", np.nan, n=40, personas=40)
    return estimated(blank, weighted_mean(values), Sample(values, who), moment, int(rng.integers(10**9)))


def effect(rng: np.random.Generator) -> Estimate:
    gave = rng.random(150) < 0.6
    table = OutcomeTable(Sample(gave.astype(float)), {"care": (rng.normal(size=150) + 0.4 * gave).tolist()})
    return estimate_table(table, "trait_effect@care", seed=int(rng.integers(10**9)))


def correlation(rng: np.random.Generator) -> Estimate:
    trait = rng.normal(size=150)
    values = 0.3 * trait + np.sqrt(1 - 0.09) * rng.normal(size=150)
    table = OutcomeTable(Sample(values), {"care": trait.tolist()})
    return estimate_table(table, "trait_correlation@care", seed=int(rng.integers(10**9)))


def retested(rng: np.random.Generator) -> Estimate:
    values, who = people(rng, 60, 4, 0.5)
    return estimate_table(OutcomeTable(Sample(values, who)), "within_person", seed=int(rng.integers(10**9)))


def gap(rng: np.random.Generator) -> Estimate:
    values, who = people(rng, 60, 2, 0.5)
    sex = np.repeat(["f", "m"], 60).tolist()
    own = Moments(**HEADER.model_dump(), rows={"subgroup_gap@sex=f": Moment(value=rng.normal(0.0, 0.15), error=0.15)})
    return estimate_table(
        OutcomeTable(Sample(values, who), {"sex": sex}), "subgroup_gap@sex=f", own, seed=int(rng.integers(10**9))
    )


STUDIES: dict[str, tuple[Study, float]] = {
    "clustered mean": (clustered_mean, 0.0),
    "mean beside people": (mean_beside_people, 0.0),
    "effect": (effect, 0.4),
    "correlation": (correlation, 6 / np.pi * np.arcsin(0.15)),
    "retest": (retested, 1 / 1.5),
    "gap": (gap, 0.0),
}


def covered(study: Study, truth: float, times: int, seed: int = 0) -> float:
    rng = np.random.default_rng(seed)
    found = [study(rng) for _ in range(times)]
    return float(np.mean([estimate.low <= truth <= estimate.high for estimate in found]))


@pytest.mark.parametrize("name", STUDIES)
def test_intervals_by_person_hold_the_truth(name: str) -> None:
    study, truth = STUDIES[name]
    assert covered(study, truth, 20) >= 0.8


@nightly
@pytest.mark.parametrize("name", STUDIES)
def test_intervals_by_person_hold_the_truth_at_length(name: str) -> None:
    study, truth = STUDIES[name]
    assert 0.93 <= covered(study, truth, 1000) <= 0.975


def missed(law: str, names: list[str], n: int, times: int) -> dict[str, float]:
    """How often the intervals of some measures do not hold the truth; people are drawn anew each time."""
    rng, true, people = np.random.default_rng(n), Ecdf(PAID.support, LAWS[law].cumsum()), Ecdf(PAID.support, PAID.curve)
    truth = {name: float(find_measure(name)(true, people)) for name in names}
    left = dict.fromkeys(names, 0)
    for _ in range(times):
        sample, others = draws(LAWS[law], n, rng), other_people(rng)
        for name in names:
            found = estimate_measure(sample, name, others)
            left[name] += not found.low - 1e-9 <= truth[name] <= found.high + 1e-9
    return {name: count / times for name, count in left.items()}


@needs_shared
def test_intervals_of_samples_hold_the_truth() -> None:
    assert max(missed("moved", ["wasserstein", "entropy@0.25"], 100, 15).values()) <= 0.2


@nightly
@needs_shared
@pytest.mark.parametrize("n", [50, 200])
@pytest.mark.parametrize("law", LAWS)
def test_intervals_of_samples_hold_the_truth_at_length(law: str, n: int) -> None:
    found = missed(law, [*SMOOTH, *SUMMARIES], n, 400)
    assert {name: share for name, share in found.items() if share > 0.09} == {}
