from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.elicitation.parsing.written_weight import LARGEST, read_weight


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.3", 0.3), (".6", 0.6), ("+0.4", 0.4), ("1.", 1.0), ("0,3", 0.3), ("3e-1", 0.3), ("~0.2", 0.2),
        ("about 0.3", 0.3), ("p = 0.3", 0.3), ("0.3.", 0.3), ("12%", 0.12), ("12 %", 0.12), ("12,5%", 0.125),
        ("30 percent", 0.3), ("30 Prozent", 0.3), ("３０％", 0.3), ("0.3 (30%)", 0.3), ("1/4", 0.25),
        ("1 in 4", 0.25), ("3 out of 10", 0.3), ("½", 0.5), ("-0.2", -0.2), ("−0.2", -0.2), (7, 7), (0.25, 0.25),
        ("٠٫٧", 0.7), ("०.७", 0.7), ("۰٫۷", 0.7), ([0.3], 0.3), ({"value": 0.3, "why": "x"}, 0.3),
    ],
)  # fmt: skip
def test_a_number_is_read_in_any_writing(written: object, value: float) -> None:
    number = read_weight(written)
    assert number is not None and number.value == pytest.approx(value)


@pytest.mark.parametrize(
    "written",
    [
        "high", "", "NaN", "inf", "N/A", "a3", "10^-3", "1/0", "1e999", True, None, [0.3, 0.4], math.nan, math.inf,
        10**400, "9" * 500, "20-30%", "0.2 to 0.3", "<0.01", "high (0.8)", "0.3 (40%)", "0.3 0.4", "1,000", "3 kids",
        {"low": 0.2, "high": 0.4}, {"value": 0.3, "probability": 0.4}, {"value": {"x": 1}}, {}, "5/4",
    ],
)  # fmt: skip
def test_whatever_is_not_one_number_is_none(written: object) -> None:
    assert read_weight(written) is None


@given(st.floats(0, LARGEST))
def test_what_python_writes_is_read_back(value: float) -> None:
    number = read_weight(repr(value))
    assert number is not None and number.value == pytest.approx(value, rel=1e-12)
