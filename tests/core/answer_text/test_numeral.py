from __future__ import annotations

import pytest

from vs_sim.core.answer_text.numeral import decimal, one_script


@pytest.mark.parametrize("text", ["٠٫٥٠", "۰٫۵۰", "०.५०", "๐.๕๐", "০.৫০", "0.50"])
def test_the_digits_of_every_script_are_digits(text: str) -> None:
    assert one_script(text) == "0.50"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("0,5", 0.5), ("1.50", 1.5), ("1,000.50", 1000.5), ("1.000,50", 1000.5), ("1,000,000", 1e6), ("0,125", 0.125),
        ("-2", -2), ("1'000.5", 1000.5), (".5", 0.5),
    ],
)  # fmt: skip
def test_a_comma_means_what_the_numeral_says(numeral: str, value: float) -> None:
    assert decimal(numeral) == value


def test_a_comma_before_three_digits_may_be_either() -> None:
    assert decimal("1,000") is None and decimal("1,000", grouped=True) == 1000
