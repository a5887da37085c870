from __future__ import annotations

import math

import numpy as np
import pytest

from vs_sim.study.comparison.paired_difference import RunPairs, contrast_of_means, pairs_between, pool_pairs, reached


def test_only_dialogues_of_both_runs_are_paired() -> None:
    found = pairs_between({"a": (1.0, "ann"), "b": (2.0, "bob")}, {"b": (5.0, "bob"), "c": (7.0, "cy")})
    assert (found.first.tolist(), found.second.tolist(), list(found.people)) == ([2.0], [5.0], ["bob"])


def test_a_constant_difference_is_certain() -> None:
    values = np.arange(20.0)
    found = contrast_of_means(RunPairs(values + 1, values, [str(n) for n in range(20)]))
    assert found.difference == pytest.approx(1) and found.low == pytest.approx(1) and found.p < 0.01


def test_pairs_without_a_value_are_left_out() -> None:
    found = contrast_of_means(RunPairs(np.array([1.0, np.nan, 3.0]), np.array([0.0, 1.0, 0.0]), ["a", "b", "c"]))
    assert (found.difference, found.n) == (2.0, 2)


def test_replicates_are_pooled_and_nothing_is_not_measured() -> None:
    part = RunPairs(np.array([1.0]), np.array([0.0]), ["a"])
    assert list(pool_pairs([part, part]).people) == ["a", "a"]
    assert math.isnan(contrast_of_means(pool_pairs([])).difference)


def test_a_level_is_at_most_one() -> None:
    assert reached(0.0, np.array([-1.0, 1.0, -0.5, 0.5])) == 1.0
