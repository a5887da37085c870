from __future__ import annotations

import numpy as np
import pytest

from tests.places import needs_shared
from tests.study.people import PAID, by_person
from vs_sim.study.data.ecdf import largest_gap
from vs_sim.study.data.reference import exact_reference
from vs_sim.study.inference.sampling_noise import human_differences, sampling_noise, tail


@pytest.mark.parametrize(("n", "level"), [(50, 0.180), (100, 0.134), (200, 0.104), (500, 0.081), (1000, 0.071)])
def test_sampling_noise_of_the_amount_paid(n: int, level: float) -> None:
    assert sampling_noise(PAID, n, largest_gap) == pytest.approx(level, abs=0.005)


def test_more_dialogues_cannot_remove_the_noise_of_the_people_themselves() -> None:
    assert sampling_noise(PAID, 10_000_000, largest_gap) == pytest.approx(0.062, abs=0.002)


def test_equal_inputs_give_equal_noise() -> None:
    first = sampling_noise(PAID, 60, largest_gap, seed=3)
    human_differences.cache_clear()
    assert sampling_noise(PAID, 60, largest_gap, seed=3) == first


def test_another_seed_gives_nearly_the_same_noise() -> None:
    assert sampling_noise(PAID, 60, largest_gap, seed=1) == pytest.approx(
        sampling_noise(PAID, 60, largest_gap), abs=0.006
    )


def test_against_a_known_law_only_the_draws_are_noisy() -> None:
    law = exact_reference(dict(zip(PAID.values, PAID.probabilities.tolist(), strict=True)))
    assert sampling_noise(law, 1000, largest_gap) < 0.6 * sampling_noise(PAID, 1000, largest_gap)


def test_noise_is_never_exceeded_by_more_than_one_in_twenty() -> None:
    coin = exact_reference({0.0: 0.5, 1.0: 0.5})
    differences = human_differences(coin, 20, largest_gap)
    assert np.mean(differences > sampling_noise(coin, 20, largest_gap)) <= 0.05


def test_the_tail_reaches_from_all_to_nearly_none() -> None:
    assert tail(PAID, 60, largest_gap, 0.0) == 1
    assert tail(PAID, 60, largest_gap, 1.0) == pytest.approx(1 / 16_001)


@needs_shared
def test_noise_from_the_covariance_is_noise_from_resampled_persons() -> None:
    rng, persons = np.random.default_rng(0), by_person()
    below = np.array([[sum(v <= x for v in amounts) for x in PAID.support.tolist()] for amounts in persons])
    weights = rng.multinomial(len(persons), np.full(len(persons), 1 / len(persons)), size=8000)
    curves = (weights @ below) / (weights @ below[:, -1:])
    draws = rng.multinomial(100, PAID.probabilities, size=8000).cumsum(axis=1) / 100
    bootstrap = np.quantile(np.abs(draws - curves).max(axis=1), 0.95)
    assert sampling_noise(PAID, 100, largest_gap) == pytest.approx(bootstrap, abs=0.01)
