from __future__ import annotations

import pytest

from vs_sim.core.condition import Between, fits, weight


@pytest.mark.parametrize(
    ("value", "wanted", "fit"),
    [
        ("Liberal", ("Liberal", "Moderate"), True),
        ("Conservative", ("Liberal",), False),
        (4, ("4",), True),
        (0.0, (0,), True),
        (36, Between(at_least=18, at_most=36), True),
        (37, Between(at_most=36), False),
        (17, Between(at_least=18), False),
        ("36", Between(at_most=36), False),
        (None, Between(at_most=36), False),
        (None, ("Liberal",), False),
    ],
)
def test_a_value_is_as_wanted_or_not(
    value: str | float | None, wanted: tuple[str | int, ...] | Between, fit: bool
) -> None:
    assert fits(value, wanted) == fit


def test_a_segment_takes_or_leaves() -> None:
    assert (weight("a", ("a",)), weight("b", ("a",))) == (1.0, 0.0)


def test_weights_count_where_they_are_named() -> None:
    assert [weight(level, {"a": 2.0, "4": 0.5}) for level in ("a", "b", 4, None)] == [2.0, 1.0, 0.5, 1.0]


@pytest.mark.parametrize("bounds", [{}, {"at_least": 3, "at_most": 2}])
def test_bounds_must_bound_something(bounds: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="at_least"):
        Between(**bounds)
