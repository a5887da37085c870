from __future__ import annotations

import numpy as np
import pytest

from vs_sim.study.data.variance_components import analysis


def test_balanced_data_are_decomposed_as_in_a_textbook() -> None:
    """Two persons with two values each: MSB 16, MSW 0.5, so between (16 − 0.5)/2."""
    found = analysis(np.array([1.0, 2.0, 5.0, 6.0]), np.array([0, 0, 1, 1]), np.ones((1, 4)))
    assert (found.within[0], found.between[0]) == (pytest.approx(0.5), pytest.approx(7.75))


def test_without_repeated_measures_nothing_is_measured() -> None:
    found = analysis(np.array([1.0, 2.0]), np.array([0, 1]), np.ones((1, 2)))
    assert np.isnan(found.within[0]) and np.isnan(found.between[0])


def test_a_weight_of_two_counts_a_person_twice() -> None:
    values, codes = np.array([1.0, 2.0, 5.0, 6.0]), np.array([0, 0, 1, 1])
    twice = analysis(np.array([1.0, 2.0, 1.0, 2.0, 5.0, 6.0]), np.array([0, 0, 1, 1, 2, 2]), np.ones((1, 6)))
    weighted = analysis(values, codes, np.array([[2.0, 2.0, 1.0, 1.0]]))
    assert weighted.between[0] == pytest.approx(twice.between[0])
