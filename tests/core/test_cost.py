from __future__ import annotations

import math

import pytest

from vs_sim.core.cost import NO_COST, UNLIMITED, Cost, capped
from vs_sim.errors import VsSimError


def test_costs_add_and_subtract_part_by_part() -> None:
    assert Cost(1.0, 2, 30) + Cost(0.5, 1, 10) - Cost(1.5, 3, 40) == NO_COST


@pytest.mark.parametrize(
    ("cost", "exceeded"),
    [(Cost(1.0, 5, 10), None), (Cost(1.1, 5, 10), "usd"), (Cost(1, 6, 10), "calls"), (Cost(1, 5, 11), "tokens")],
)
def test_a_cost_at_its_cap_does_not_exceed_it(cost: Cost, exceeded: str | None) -> None:
    assert cost.exceeds(Cost(1.0, 5, 10)) == exceeded


def test_nothing_exceeds_no_limit() -> None:
    assert Cost(1e9, 1e9, 1e9).exceeds(UNLIMITED) is None


@pytest.mark.parametrize(
    ("limit", "cap"),
    [
        ("5", Cost(5.0, math.inf, math.inf)),
        ("$.5", Cost(0.5, math.inf, math.inf)),
        ("2000 calls", Cost(math.inf, 2000, math.inf)),
        ("1e6tokens", Cost(math.inf, math.inf, 1e6)),
    ],
)
def test_a_cap_is_read_with_its_unit(limit: str, cap: Cost) -> None:
    assert capped([limit]) == cap


@pytest.mark.parametrize("limit", ["", "much", "5.5.5", "5 euros", "-1", "."])
def test_an_unreadable_cap_is_an_error_with_a_hint(limit: str) -> None:
    with pytest.raises(VsSimError, match="cannot be read"):
        capped([limit])
