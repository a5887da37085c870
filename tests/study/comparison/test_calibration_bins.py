"""Intervals of shares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.study.comparison.calibration_bins import wilson_interval


def test_the_interval_is_that_of_wilson_1927() -> None:
    assert wilson_interval(4, 20) == pytest.approx((0.0807, 0.4160), abs=1e-4)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval_and_the_interval_in_0_to_1(counted: tuple[int, int]) -> None:
    count, n = counted
    low, high = wilson_interval(count, n)
    assert 0 <= low <= count / n + 1e-12 and count / n - 1e-12 <= high <= 1


def test_the_interval_covers_a_rare_share() -> None:
    counts = np.random.default_rng(0).binomial(50, 0.1, size=2000)
    covered = [low <= 0.1 <= high for low, high in (wilson_interval(int(count), 50) for count in counts)]
    assert 0.93 <= np.mean(covered) <= 0.985
