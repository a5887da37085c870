from __future__ import annotations

import pytest

from vs_sim.core.answer_text.amount_answer import amount_in
from vs_sim.core.answer_text.read_value import ReadValue as Read

WHOLE = [
    ("0.5", 0.5), ("$0.50", 0.5), ("$ 1", 1), ("$.75", 0.75), ("1,50 $", 1.5), ("$1,000", 1000), ("US$1", 1),
    ("USD 1.00", 1), ("1 USD", 1), ("$1.00 USD", 1), ("50 cents", 0.5), ("50¢", 0.5), ("10c", 0.1), ("a penny", 0.01),
    ("1 dollar", 1), ("a buck", 1), ("one dollar and fifty cents", 1.5), ("$1 and 50 cents", 1.5),
    ("twenty-five cents", 0.25), ("half a dollar", 0.5), ("two dimes", 0.2),
    ("$0.50 (50 cents)", 0.5), ("nothing", 0), ("Zero.", 0),
    ("none", 0), ("one", 1), ("**$2**!", 2), ("１.５", 1.5), ("-1", -1), ("−0.5", -0.5), ("$-1", -1),
]  # fmt: skip
INSIDE = [
    ("I'd give $0.50.", 0.5), ("Maybe 75 cents", 0.75), ("How about 25 cents?", 0.25), ("My donation: $1.", 1),
    ("I'd give 2", 2), ("I'll donate one and a half dollars", 1.5),
    ("I would not donate anything", 0), ("I'd give nothing today.", 0), ("about 1.5", 1.5),
]  # fmt: skip
UNREADABLE = [
    "", "no", "I won't give $2", "less than $1", "I cannot give more than $1", "$2 is too much", "$1.50 or $2",
    "between $1 and $2", "85 cents to 1.35", "What does 5 dollars get?", "I have 3 kids", "50%", "all of it",
    "half of the $2", "I'd give something", "I don't have much, but I can do $0.25.", "I have 3 kids, I'd give $0.50",
    "I'm keeping my $2.", "I already gave $1 this week", "He asked for $2 but nothing from me", "I'll give half",
    "I'll give a quarter of my payment", "a quarter", "€5", "5 EUR", "Option 2", "$1 less than he did", "1/2",
    "$2 is what I need myself", "I owe $1", "3 kids", "$1 yesterday", "2 hours", "I'd rather keep 2", "1.5.2",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), WHOLE)
def test_an_amount_by_itself_needs_no_repair(text: str, value: float) -> None:
    assert amount_in(text, "USD") == Read(value)


@pytest.mark.parametrize(("text", "value"), INSIDE)
def test_the_only_amount_of_a_sentence_is_found_and_named(text: str, value: float) -> None:
    assert amount_in(text, "USD") == Read(value, ("value_in_text",))


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_denied_compared_or_doubtful_amount_is_none(text: str) -> None:
    assert amount_in(text, "USD") is None


def test_half_a_cent_means_half_a_dollar_by_name() -> None:
    assert amount_in(".50 cents", "USD") == Read(0.5, ("dollars_meant",))


@pytest.mark.parametrize(("text", "unit"), [("30", "minutes"), ("30 minute", "minutes"), ("30 minutes", "minutes")])
def test_another_unit_knows_its_own_name(text: str, unit: str) -> None:
    assert amount_in(text, unit) == Read(30)


@pytest.mark.parametrize("text", ["€5", "5€", "5 EUR"])
def test_another_currency_knows_its_symbol(text: str) -> None:
    assert amount_in(text, "EUR") == Read(5)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("a dollar and a half", "USD", 1.5), ("one point five dollars", "USD", 1.5), ("1½ dollars", "USD", 1.5),
        ("1 1/2 dollars", "USD", 1.5), ("$٠٫٥٠", "USD", 0.5), ("$०.५०", "USD", 0.5),
        ("a hundred dollars", "USD", 100),
        ("50 Cent", "EUR", 0.5), ("1 Euro 50 Cent", "EUR", 1.5), ("1,50 €", "EUR", 1.5), ("50p", "GBP", 0.5),
        ("50 paise", "INR", 0.5), ("50 копеек", "RUB", 0.5), ("50 Rappen", "CHF", 0.5), ("50 centavos", "BRL", 0.5),
        ("5角", "CNY", 0.5), ("1 hour 30 minutes", "minutes", 90),
        ("an hour and a half", "minutes", 90), ("1h 30m", "minutes", 90),
        ("half an hour", "minutes", 30), ("90 minutes", "hours", 1.5), ("2 weeks", "days", 14), ("5 kg", "kg", 5),
    ],
)  # fmt: skip
def test_compound_numbers_and_small_units_are_read(text: str, unit: str, value: float) -> None:
    found = amount_in(text, unit)
    assert found is not None and found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$5", "EUR"),
        ("5 dollars", "minutes"),
        ("5 lbs", "kg"),
        ("1.000", "EUR"),
        ("30 kids", "minutes"),
        ("1:30", "minutes"),
    ],
)
def test_another_unit_or_a_number_in_two_readings_is_none(text: str, unit: str) -> None:
    assert amount_in(text, unit) is None
