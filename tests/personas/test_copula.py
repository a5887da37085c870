from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.personas.copula import LEAST, FloatArray, correlation, cuts, positive, scores, series

COUNTS = [[30, 70], [25, 50, 25], [5, 15, 40, 30, 10], [1] * 50]


def levels(strength: float, people: int = 40_000) -> FloatArray:
    numbers = np.random.default_rng(3).standard_normal((people, len(COUNTS) + 1))
    latent = np.sqrt(abs(strength)) * numbers[:, :1] + np.sqrt(1 - abs(strength)) * numbers[:, 1:]
    latent[:, 0] *= np.sign(strength) or 1
    return np.stack([np.searchsorted(cuts(count), latent[:, at]) for at, count in enumerate(COUNTS)], axis=1)


@pytest.mark.parametrize("strength", [-0.6, 0.0, 0.3, 0.8])
def test_the_correlation_behind_any_levels_is_found(strength: float) -> None:
    found = correlation(levels(strength).astype(np.int64), COUNTS)
    assert np.allclose(found[0, 1:], strength, atol=0.03)
    assert np.allclose(found[1, 2:], abs(strength), atol=0.03)


def test_who_did_not_answer_counts_for_no_pair() -> None:
    some = levels(0.5).astype(np.int64)
    some[::3, 1] = -1
    assert correlation(some, COUNTS)[0, 1] == pytest.approx(0.5, abs=0.03)


def test_a_trait_of_one_level_goes_with_nothing() -> None:
    assert correlation(np.asarray([[0, 0], [0, 1]]), [[2], [1, 1]])[0, 1] == 0


@given(st.lists(st.integers(1, 500), min_size=2, max_size=30))
def test_scores_are_standardised_and_increase(counts: list[int]) -> None:
    found, shares = scores(counts), np.asarray(counts) / sum(counts)
    assert shares @ found == pytest.approx(0, abs=1e-9)
    assert shares @ found**2 == pytest.approx(1)
    assert (np.diff(found) > 0).all()


def test_the_series_of_two_equal_levels_is_that_of_the_arcsine() -> None:
    product = series([1, 1]) ** 2 @ 0.5 ** np.arange(1, 151)
    assert product == pytest.approx(2 / np.pi * np.arcsin(0.5), abs=1e-9)


def test_a_matrix_from_which_nothing_can_be_drawn_is_mended() -> None:
    broken = np.asarray([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    mended = positive(broken)
    assert np.linalg.eigvalsh(mended)[0] >= LEAST
    assert np.allclose(np.diag(mended), 1)


def test_a_good_matrix_stays_as_it_is() -> None:
    assert (positive(np.eye(3)) == np.eye(3)).all()
