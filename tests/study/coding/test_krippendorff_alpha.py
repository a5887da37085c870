"""The worked examples of Krippendorff (2011), Computing Krippendorff's alpha-reliability."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.errors import StudyError
from vs_sim.study.coding.krippendorff_alpha import krippendorff_alpha

FOUR_OBSERVERS = list(
    zip(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
        strict=True,
    )
)
"""Example C: missing codes, one unit with a single code."""


def test_binary_data_of_two_observers() -> None:
    units = zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True)
    assert krippendorff_alpha(list(units)).alpha == pytest.approx(0.095, abs=0.0005)


def test_nominal_data_of_two_observers() -> None:
    units = zip("aabbdcccedda", "babbbccceddd", strict=True)
    assert krippendorff_alpha(list(units)).alpha == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_data_of_four_observers_with_missing_codes(level: str, alpha: float) -> None:
    found = krippendorff_alpha(FOUR_OBSERVERS, level=level)
    assert found.alpha == pytest.approx(alpha, abs=0.0005)
    assert found.n == 11


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_the_order_of_coders_and_units_does_not_matter(units: list[tuple[int, int]]) -> None:
    found = krippendorff_alpha(units).alpha
    turned = krippendorff_alpha([(b, a) for a, b in reversed(units)]).alpha
    assert found == pytest.approx(turned, nan_ok=True) and not found > 1


def test_one_value_only_is_not_measured() -> None:
    assert math.isnan(krippendorff_alpha([(1, 1), (1, 1)]).alpha)


def test_the_interval_resamples_whole_clusters() -> None:
    units = [(1, 1), (0, 0), (0, 1), (1, 0), (1, 1), (0, 0)] * 6
    alone, grouped = krippendorff_alpha(units), krippendorff_alpha(units, [place // 9 for place in range(36)])
    assert grouped.clusters == 4 and alone.low < alone.alpha < alone.high


@pytest.mark.parametrize(
    ("units", "level", "message"),
    [
        ([(1, None)], "nominal", "no unit was coded by two"),
        ([("a", "b")], "interval", "must be numbers"),
        ([(1, 1)], "cardinal", "no level of measurement 'cardinal'"),
    ],
)
def test_what_cannot_be_computed_is_an_error(units: list[tuple[object, ...]], level: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        krippendorff_alpha(units, level=level)
