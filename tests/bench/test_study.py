from __future__ import annotations

from tests.bench.study import measured


def test_resampled_measures_are_those_of_a_plain_loop() -> None:
    assert max(timed.gap for timed in measured(resamples=20, n=200)) < 1e-9


def test_values_that_all_differ_are_measured_alike() -> None:
    assert max(timed.gap for timed in measured(resamples=5, n=200, points=200)) < 1e-9
