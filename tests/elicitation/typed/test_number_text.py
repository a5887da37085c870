from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.elicitation.typed.number_text import LARGEST, read_number, reads_as_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.3", 0.3), (".6", 0.6), ("+0.4", 0.4), ("1.", 1.0), ("0,3", 0.3), ("1,000", 1000), ("3e-1", 0.3),
        ("~0.2", 0.2), ("≈ 0.2", 0.2), ("about 0.3", 0.3), ("<0.01", 0.01), ("p = 0.3", 0.3), ("0.3.", 0.3),
        ("12%", 0.12), ("12 %", 0.12), ("12,5%", 0.125), ("30 percent", 0.3), ("３０％", 0.3), ("0.3 (30%)", 0.3),
        ("30% (0.3)", 0.3), ("1/4", 0.25), ("1 in 4", 0.25), ("3 out of 10", 0.3), ("½", 0.5), ("20-30%", 0.2),
        ("high (0.8)", 0.8), ("-0.2", -0.2), ("−0.2", -0.2), (7, 7), (0.25, 0.25),
    ],
)  # fmt: skip
def test_the_leading_number_counts(written: object, value: float) -> None:
    number = read_number(written)
    assert number is not None and number.value == pytest.approx(value)


@pytest.mark.parametrize(
    "written",
    [
        "high", "", "NaN", "inf", "N/A", "a3", "10^-3", "0.", "1/0", "1e999", True, None, [0.3], math.nan, math.inf,
        1e13, 10**400, "9" * 500,
    ],
)  # fmt: skip
def test_words_and_impossible_numbers_are_no_numbers(written: object) -> None:
    assert read_number(written) is None


@pytest.mark.parametrize("written", ["0.3", "60%", "~0.2", "1/4", "0.3 (30%)", "３０％"])
def test_a_string_that_is_only_a_number_reads_as_one(written: str) -> None:
    assert reads_as_number(written)


@pytest.mark.parametrize("written", ["I'd give 3", "yes", "", "3 kids", "$3"])
def test_a_text_with_a_number_in_it_does_not_read_as_one(written: str) -> None:
    assert not reads_as_number(written)


@given(st.floats(0, LARGEST))
def test_what_python_writes_is_read_back(value: float) -> None:
    number = read_number(repr(value))
    assert number is not None and number.value == pytest.approx(value, rel=1e-12)
