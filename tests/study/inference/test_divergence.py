from __future__ import annotations

import math

import numpy as np
import pytest

from vs_sim.errors import StudyError
from vs_sim.study.inference.divergence import bias_of, divergence, kl_from, mean_of

Q = np.array([0.5, 0.25, 0.15, 0.1])
P = np.array([0.7, 0.1, 0.1, 0.1])
TRUE = float(divergence(P[None], Q)[0])


def draws(p: np.ndarray, n: int, seed: int) -> np.ndarray:
    """So many answers, each a distribution on one point."""
    return np.eye(len(p))[np.random.default_rng(seed).choice(len(p), size=n, p=p)]


def test_the_divergence_of_a_known_distribution_is_exact() -> None:
    found = kl_from(np.tile(P, (5, 1)), Q, 0)
    assert found.value == pytest.approx(TRUE) and found.n == 5
    assert pytest.approx(sum(p * math.log(p / q) for p, q in zip(P, Q, strict=True))) == TRUE


def test_the_bias_of_draws_is_that_of_miller() -> None:
    answers = draws(np.full(8, 1 / 8), 400, 1)
    assert bias_of(answers) == pytest.approx(7 / 800, rel=0.01)
    assert bias_of(np.tile(P, (9, 1))) == pytest.approx(0.0) == bias_of(P[None])


def test_few_draws_are_right_on_average() -> None:
    found = [kl_from(draws(P, 60, seed), Q, seed) for seed in range(150)]
    assert np.mean([each.value for each in found]) == pytest.approx(TRUE, abs=0.012)


def test_the_interval_holds_the_true_value_in_most_samples() -> None:
    ends = [kl_from(draws(P, 60, seed), Q, seed).interval for seed in range(150)]
    assert np.mean([low <= TRUE <= high for low, high in ends]) >= 0.9


def test_draws_from_the_distribution_itself_rarely_exceed_sampling_noise() -> None:
    found = [kl_from(draws(Q, 60, seed), Q, seed) for seed in range(150)]
    assert np.mean([each.value > each.sampling_noise for each in found]) <= 0.1


def test_one_answer_given_by_all_does_not_look_certain() -> None:
    low, high = kl_from(np.tile([0.0, 0.0, 0.0, 1.0], (30, 1)), Q, 0).interval
    assert low < math.log(10) <= high + 1e-9


def test_an_answer_that_is_excluded_makes_it_infinite() -> None:
    found = kl_from(draws(P, 30, 0), np.array([0.6, 0.0, 0.2, 0.2]), 0)
    assert math.isinf(found.value) and all(map(math.isnan, found.interval))


def test_two_are_compared_and_several_are_averaged() -> None:
    far, near = kl_from(draws(P, 80, 0), Q, "far"), kl_from(draws(Q, 80, 1), Q, "near")
    difference, low, high = far.less(near)
    assert low < difference == far.value - near.value < high
    assert mean_of([far, near]).value == pytest.approx((far.value + near.value) / 2)


def test_nothing_to_compare_is_an_error() -> None:
    with pytest.raises(StudyError, match="no answer"):
        kl_from(np.empty((0, 4)), Q, 0)
