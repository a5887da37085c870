from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.study.data.ecdf import Ecdf, draw_curves, grid, largest_gap, root, rounded, stretched


def test_values_equal_up_to_binary_fractions_are_one_value() -> None:
    assert grid([[0.1 + 0.2], [0.3]]).tolist() == [0.3] and str(rounded([-0.0])[0]) == "0.0"


def test_a_step_curve_is_read_at_every_point_of_a_finer_grid() -> None:
    assert stretched(np.array([0.5, 1.0]), np.array([1.0, 3.0]), np.array([0.0, 1.0, 2.0, 3.0])).tolist() == [
        0,
        0.5,
        0.5,
        1,
    ]


def test_the_largest_gap_is_that_of_kolmogorov_and_smirnov() -> None:
    x = np.array([0.0, 1.0])
    assert largest_gap(Ecdf(x, np.array([0.25, 1.0])), Ecdf(x, np.array([0.75, 1.0]))) == 0.5


def test_drawn_curves_end_at_one() -> None:
    curves = draw_curves(np.array([0.2, 0.8]), 7, 5, np.random.default_rng(1))
    assert curves.shape == (5, 2) and (curves[:, -1] == 1).all()


@given(st.lists(st.lists(st.floats(-2, 2), min_size=3, max_size=3), min_size=3, max_size=3))
def test_the_root_of_a_covariance_gives_it_back(rows: list[list[float]]) -> None:
    covariance = np.array(rows) @ np.array(rows).T
    assert np.allclose(root(covariance) @ root(covariance).T, covariance, atol=1e-6)
