from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.answer_text.quantity import quantity, units_of


@given(st.integers(0, 99_999))
def test_every_amount_of_money_is_read_back(cents: int) -> None:
    assert quantity(f"${cents / 100:.2f}", "USD") == pytest.approx(cents / 100)


@pytest.mark.parametrize(
    "text", ["two dollars fifty", "1 cent and 2 dollars", "$1 or $2", "twelve three", "1 hour 90 minutes"]
)
def test_a_row_that_is_no_single_quantity_is_none(text: str) -> None:
    assert quantity(text, "minutes" if "hour" in text else "USD") is None


def test_an_unknown_unit_knows_its_singular() -> None:
    assert set(units_of("cups").worth) == {"cup", "cups"}
