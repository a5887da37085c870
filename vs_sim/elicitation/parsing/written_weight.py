"""One weight as it was written: a number, a numeral in any script, a percentage, a fraction, or nothing certain.

A weight is read only if all that was written is a number. `high`, `0.2-0.3` and `about a third` are no numbers: an
answer with such a weight is asked for again, never read as uniform.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from vs_sim.core.answer_text.numeral import decimal, one_script
from vs_sim.elicitation.parsing.key_names import folded, is_unsure, scale_of

LARGEST = 1e12
"""Weights beyond this are no weights: nobody means them, and sums of them are not exact."""
_NUMERAL = r"(?:\d{1,40}(?:[.,]\d{1,40})?|[.,]\d{1,40})(?:[eE][+-]?\d{1,3})?|\d{1,12}\."
_PERCENT = r"(?:%|per\s?cent|percent|pct\.?|prozent|por\s?cento?|pour\s?cent|процент\w{0,3})"
_ONE = re.compile(
    rf"(?P<about>[~≈]|(?:about|approx\.?|approximately|ca\.?|circa|p\s?=)\s)?\s*(?P<number>[+-]?\s?(?:{_NUMERAL}))"
    rf"(?:\s*(?:/|⁄|out of|in|of)\s*(?P<below>\d{{1,9}}(?:\.0)?))?\s*(?P<percent>{_PERCENT})?",
    re.IGNORECASE,
)
_GLOSS = re.compile(
    r"(.{1,40}?)\s*[(\[]\s*([^()\[\]]{1,40})\s*[)\]]|(.{1,40}?)\s*(?:=|,?\s?i\.?e\.?,?\s)\s*(.{1,40})", re.DOTALL
)
_VALUES = ("value", "val", "number", "numeric", "estimate", "amount", "mean")


@dataclass(frozen=True, slots=True)
class WrittenWeight:
    """A weight as read.

    Attributes:
        value: The number, an explicit percentage already divided by 100.
        percent: Whether a percent sign or word stood behind it.
        exact: Whether nothing but a plain number was written.
    """

    value: float
    percent: bool = False
    exact: bool = True


def is_number(value: object) -> bool:
    """Whether a value is a number, truth values excluded."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def read_weight(written: object) -> WrittenWeight | None:
    """The number that was written; None when what was written is not one number.

    Args:
        written: A number, a string, a list of one, or an object with one number, as a model gave it.
    """
    if isinstance(written, bool):
        return None
    if isinstance(written, int | float):
        usable = abs(written) <= LARGEST  # false for NaN, exact for integers of any size
        return WrittenWeight(float(written)) if usable else None
    if isinstance(written, list) and len(written) == 1:
        return _inexact(read_weight(written[0]))
    if isinstance(written, Mapping):
        return _inexact(_inside(written))
    return _from_words(written) if isinstance(written, str) and len(written) <= 120 else None


def reads_as_weight(value: object) -> bool:
    """Whether a number, or a string that is nothing but one, could be a weight."""
    return is_number(value) or (isinstance(value, str) and read_weight(value) is not None)


def _inexact(found: WrittenWeight | None) -> WrittenWeight | None:
    return found and WrittenWeight(found.value, found.percent, exact=False)


def _inside(record: Mapping[str, object]) -> WrittenWeight | None:
    """The weight in an object: under the only key that names one."""
    fields = folded(record)
    named = [fields[name] for name in fields if name in _VALUES or scale_of(name) in ("probability", "percent")]
    numbers = named or [fields[name] for name in fields if is_unsure(name)]
    inner = numbers[0] if len(numbers) == 1 else None
    return None if inner is None or isinstance(inner, Mapping | list) else read_weight(inner)


def _from_words(written: str) -> WrittenWeight | None:
    text = one_script(unicodedata.normalize("NFKC", written)).strip().rstrip(".;,").strip()
    whole = _one(text)
    if whole:
        return whole
    gloss = _GLOSS.fullmatch(text)
    if gloss is None:
        return None
    first, second = _one((gloss[1] or gloss[3]).strip()), _one((gloss[2] or gloss[4]).strip())
    agree = first and second and abs(first.value - second.value) <= 0.005
    return _inexact(first) if agree else None


def _one(text: str) -> WrittenWeight | None:
    """A text that is one number, with its percent sign or as a fraction."""
    match = _ONE.fullmatch(text)
    value = decimal(match["number"].replace(" ", "")) if match else None
    if match is None or value is None:
        return None
    if match["below"]:
        below = float(match["below"])
        if below <= 0 or match["percent"] or value > below:
            return None
        value /= below
    percent = match["percent"] is not None
    value = value / 100 if percent else value
    exact = not (match["about"] or match["below"])
    return WrittenWeight(value, percent, exact) if abs(value) <= LARGEST else None
