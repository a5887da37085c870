from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vs_sim.errors import StudyError
from vs_sim.study.measures.networks.esteban_ray import esteban_ray
from vs_sim.study.society.opinion_history import certain_history


@given(st.lists(st.integers(1, 7), min_size=1, max_size=30), st.floats(0.1, 1.6))
@settings(max_examples=30)
def test_polarisation_is_the_double_sum_over_groups(stances: list[int], alpha: float) -> None:
    n = len(stances)
    groups = {point: stances.count(point) / n for point in set(stances)}
    double = sum(p ** (1 + alpha) * q * abs(x - y) / 6 for x, p in groups.items() for y, q in groups.items())
    found = esteban_ray(certain_history([stances]), alpha)
    assert found == pytest.approx([2 ** (1 + alpha) * double])
    assert 0 <= found[0] <= 1 + 1e-9


def test_two_camps_of_unequal_size_are_less_polarised() -> None:
    camps = certain_history([[1, 1, 7, 7], [1, 1, 1, 7]])
    assert esteban_ray(camps, 1.3)[1] < esteban_ray(camps, 1.3)[0] == pytest.approx(1)


def test_alpha_has_its_range() -> None:
    with pytest.raises(StudyError, match="alpha"):
        esteban_ray(certain_history([[1, 7]]), 2.0)
