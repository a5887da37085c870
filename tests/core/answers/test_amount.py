"""Amounts: steps within a range."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.answers.amount import Amount
from vs_sim.core.condition import Between


@given(st.integers(0, 50), st.integers(1, 9), st.sampled_from([1.0, 0.5, 0.25, 0.1, 0.01]), st.data())
def test_the_schema_admits_every_amount_of_the_range(low: int, width: int, step: float, data: st.DataObject) -> None:
    answer = Amount(amount=(low, low + width), step=step)
    at = data.draw(st.integers(0, answer.distinct - 1))
    pattern = answer.text_schema(300).get("pattern", "")
    assert re.search(pattern, f"{round(low + at * step, 2):g}")


def test_the_schema_forbids_what_lies_above() -> None:
    assert not re.search(Amount(amount=(0, 2)).text_schema(300)["pattern"], "2.01")


def test_steps_that_miss_the_highest_are_refused() -> None:
    with pytest.raises(ValueError, match="no whole number of steps"):
        Amount(amount=(0, 2), step=0.3)


def test_no_amount_lies_above_the_highest() -> None:
    assert [fault.message for fault in Amount(amount=(0, 2)).impossible(Between(at_least=3))] == [
        "no answer fits: they lie between 0 and 2"
    ]
