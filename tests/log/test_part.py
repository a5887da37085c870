from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.cost import Cost
from vs_sim.errors import VsSimError
from vs_sim.log.part import Part

SIZES = st.integers(0, 300)
OF = st.integers(1, 40)


@given(SIZES, OF)
def test_the_blocks_of_all_parts_are_every_dialogue_once_in_order(size: int, of: int) -> None:
    assert [number for which in range(1, of + 1) for number in Part(which, of).block(size)] == list(range(size))


@given(SIZES, OF)
def test_every_cell_is_taken_by_exactly_one_part(cells: int, of: int) -> None:
    parts = [Part(which, of) for which in range(1, of + 1)]
    assert all(sum(part.takes(position) for part in parts) == 1 for position in range(cells))


@given(st.integers(0, 10**6), OF)
def test_the_budgets_of_all_parts_are_the_budget(calls: int, of: int) -> None:
    budgets = [Part(which, of).budget(Cost(7.0, float(calls), 900.0)) for which in range(1, of + 1)]
    assert sum(each.calls for each in budgets) == calls
    assert math.fsum(each.usd for each in budgets) == pytest.approx(7.0)
    assert math.fsum(each.tokens for each in budgets) == pytest.approx(900.0)


def test_no_limit_stays_none() -> None:
    assert Part(2, 3).budget(Cost(math.inf, math.inf, math.inf)) == Cost(math.inf, math.inf, math.inf)


def test_a_part_is_typed_and_shown_alike() -> None:
    assert (str(Part.read(" 3 / 8 ")), Part.read("3/12").folder) == ("3/8", "part-03-of-12")


@pytest.mark.parametrize("written", ["3", "3/", "a/b", "3/8/1", "-1/8"])
def test_what_is_no_part_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(VsSimError, match="cannot be read") as error:
        Part.read(written)
    assert "3/8" in str(error.value.hint)


@pytest.mark.parametrize("written", ["0/8", "9/8", "0/0"])
def test_a_part_that_does_not_exist_is_refused_with_those_that_do(written: str) -> None:
    with pytest.raises(VsSimError, match="there is no part"):
        Part.read(written)
