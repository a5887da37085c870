"""Answers drawn one each from known distributions have a uniform p, and others have a small one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from scipy import stats

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import exact_reference
from vs_sim.study.inference.equivalence import assess_equivalence
from vs_sim.study.inference.known_distributions import assess_recovery, drawn_curves

VALUES = np.linspace(0, 2, 21)
Distributions = Sequence[Mapping[float, float]]


def differing(n: int) -> Distributions:
    """Distributions of persons who differ: a bell around a place of one's own."""
    shares = [stats.norm.pdf(VALUES, place, 0.25) for place in np.linspace(0, 2, n)]
    return [dict(zip(VALUES.tolist(), (share / share.sum()).tolist(), strict=True)) for share in shares]


def mean(distributions: Distributions) -> dict[float, float]:
    return {float(value): float(np.mean([each[value] for each in distributions])) for value in VALUES.tolist()}


def answers(distributions: Distributions, rng: np.random.Generator) -> Sample:
    return Sample([float(rng.choice(list(each), p=list(each.values()))) for each in distributions])


def recovered(distributions: Distributions, sample: Sample, name: str = "ks") -> Estimate:
    return assess_recovery(sample, distributions, exact_reference(mean(distributions)), name, margin=0.15)


@pytest.fixture(scope="module")
def values() -> Floats:
    """p of 120 correct pipelines."""
    rng = np.random.default_rng(0)
    known = differing(60)
    return np.array([recovered(known, answers(known, rng)).p for _ in range(120)])


def test_p_is_uniform_for_answers_from_their_own_distributions(values: Floats) -> None:
    assert stats.kstest(values, "uniform").pvalue > 0.01
    assert np.mean(values) == pytest.approx(0.5, abs=0.09)


def test_p_of_draws_from_the_mean_distribution_would_be_conservative() -> None:
    rng = np.random.default_rng(0)
    known = differing(60)
    truth = exact_reference(mean(known))
    assert np.mean([assess_equivalence(answers(known, rng), truth).p for _ in range(60)]) > 0.75


def test_answers_of_everyone_moved_up_are_detected() -> None:
    known = differing(200)
    moved = Sample((answers(known, np.random.default_rng(1)).numbers + 0.2).clip(0, 2))
    assert recovered(known, moved).p <= 0.01


def test_certain_distributions_are_recovered_exactly_or_not_at_all() -> None:
    known = [{0.0: 1.0}, {1.0: 1.0}] * 30
    truth = exact_reference({0.0: 0.5, 1.0: 0.5})
    exact = assess_recovery(Sample([0.0, 1.0] * 30), known, truth, margin=0.15)
    wrong = assess_recovery(Sample([0.0, 1.0] * 28 + [1.0] * 4), known, truth, margin=0.15)
    assert (exact.p, exact.sampling_noise) == (1, 0)
    assert wrong.p < 0.001


def test_the_simulated_curves_have_the_mean_and_the_variance_of_the_theory() -> None:
    known = differing(50)
    curves = drawn_curves(known, VALUES, np.random.default_rng(2))
    single = np.array([np.cumsum(list(each.values())) for each in known])
    assert curves.mean(axis=0) == pytest.approx(single.mean(axis=0), abs=0.005)
    assert curves.var(axis=0) == pytest.approx((single * (1 - single)).sum(axis=0) / 50**2, abs=0.0004)


def test_answers_in_words_are_tested_by_their_own_measure() -> None:
    known = differing(60)
    found = recovered(known, answers(known, np.random.default_rng(4)), "total_variation@0.1")
    assert found.name == "total_variation@0.1" and found.p > 0.05


def test_an_empty_run_is_not_recovered() -> None:
    assert recovered(differing(5), Sample([])).verdict == "inconclusive"
