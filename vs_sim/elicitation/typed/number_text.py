"""Reading one number out of what a model wrote where a number was asked for.

The first number counts: `0.3 (30%)` is 0.3, `~0.2` is 0.2. A comma may be decimal, `1/4` and `1 in 4` are
fractions, and an explicit percent sign divides by 100. Words (`high`), NaN and infinities are no numbers.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

LARGEST = 1e12
"""Weights beyond this are no weights: nobody means them, and sums of them are not exact."""
_NUMERAL = r"\d{1,40}(?:[.,]\d{1,40})*(?:[eE][+-]?\d{1,3})?|[.,]\d{1,40}(?:[eE][+-]?\d{1,3})?"
_RANGE = rf"(?:\s*(?:-|–|—|to)\s*(?:{_NUMERAL}))?"
_FIRST = re.compile(
    rf"(?P<sign>(?:(?<![\w.)])[-−–]\s?)?)(?<![\w.])(?P<number>{_NUMERAL})(?P<odd>[\^*×]|\.(?=\D|$)(?!\s*\w))?"
    rf"(?:\s*(?:/|⁄|in|out of|of)\s*(?P<below>\d{{1,12}}(?:\.\d{{1,12}})?))?{_RANGE}"
    r"\s*(?P<percent>%|％|٪|per\s?cent\b|percent\b|pct\b)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"\s*[~≈<>=≤≥]*\s*(?:about|approx\.?|approximately|around|roughly|p\s*=)?\s*[+-]?(?:{_NUMERAL})\s*"
    r"(?:/\s*\d{1,12})?\s*(?:%|％|percent|per cent)?\s*(?:\([^()]{0,30}\))?\s*",
    re.IGNORECASE,
)
_EXACT = re.compile(rf"[+-]?(?:{_NUMERAL})\s*%?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read.

    Attributes:
        value: The number, an explicit percentage already divided by 100.
        percent: Whether a percent sign or word stood behind it.
        exact: Whether nothing but the numeral (and its percent sign) was written.
    """

    value: float
    percent: bool = False
    exact: bool = True


def is_number(value: object) -> bool:
    """Whether a value is a number, truth values excluded."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def reads_as_number(value: object) -> bool:
    """Whether a string holds a number and nothing else that could be an answer."""
    if not isinstance(value, str) or len(value) > 60:
        return False
    return bool(_WHOLE.fullmatch(unicodedata.normalize("NFKC", value).replace("−", "-")))


def read_number(written: object) -> Number | None:
    """The number that was written; None when there is none that can be used.

    Args:
        written: A number or a string, as a model gave it.
    """
    if isinstance(written, bool):
        return None
    if isinstance(written, int | float):
        usable = abs(written) <= LARGEST  # false for NaN, exact for integers of any size
        return Number(float(written)) if usable else None
    return _from_words(written) if isinstance(written, str) and len(written) <= 200 else None


def _from_words(written: str) -> Number | None:
    text = unicodedata.normalize("NFKC", written).strip().replace("−", "-")
    match = _FIRST.search(text)
    if match is None or match["odd"] == "^":
        return None
    value = _value(match["number"])
    if match["odd"] == "." and value == 0:  # `0.` has lost its digits
        return None
    if match["below"]:
        below = float(match["below"])
        value = value / below if below else math.nan
    if match["sign"]:
        value = -value
    percent = match["percent"] is not None
    value = value / 100 if percent else value
    exact = bool(_EXACT.fullmatch(text))
    return Number(value, percent, exact) if abs(value) <= LARGEST else None


def _value(numeral: str) -> float:
    """A numeral's value; the comma is decimal unless it groups thousands."""
    if _THOUSANDS.match(numeral):
        numeral = numeral.replace(",", "")
    mantissa, _, exponent = numeral.lower().partition("e")
    whole, *rest = re.split("[.,]", mantissa)
    return float(f"{whole or 0}.{rest[0] if rest else 0}e{exponent or 0}")
