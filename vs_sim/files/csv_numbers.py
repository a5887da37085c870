"""Which cells of a column are numbers: a rule for the column, so that identifiers stay what they are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from vs_sim.core.persona import Trait

Decimal = Literal[".", ","]
ColumnKind = Literal["number", "text", "mixed"]
LONGEST_INTEGER = 18
"""Digits; a longer one is an identifier."""

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_PLAIN = re.compile(r"[-+]?(?:(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[0-9](?:[eE][-+][0-9]+))")
_COMMA = re.compile(r"[-+]?(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|(?:0|[1-9][0-9]*),[0-9]+)")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_EITHER = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""One thousand and more, or a number with three decimals."""
_IDENTIFIER = re.compile(rf"[-+]?0[0-9]+|[0-9]+[eE][0-9]+|[-+]?[0-9]{{{LONGEST_INTEGER + 1},}}")


def decimal_sign(columns: Iterable[Sequence[str]], delimiter: str) -> Decimal | None:
    """The decimal sign of a file; None where its columns contradict each other, or may mean either.

    Args:
        columns: The cells of each column that hold something.
        delimiter: What separates the columns; where it is the comma, a comma in quotes is never a decimal sign.
    """
    if delimiter == ",":
        return "."
    found: set[Decimal] = set()
    open_ = False
    for cells in columns:
        if all(_is_any(cell) for cell in cells):
            signs = {sign for cell in cells if (sign := _evidence(cell)) is not None}
            found |= signs
            open_ |= not signs and any(_EITHER.fullmatch(cell) for cell in cells)
    if len(found) > 1:
        return None
    if found:
        return found.pop()
    return None if open_ and delimiter == ";" else "."


def column_kind(cells: Sequence[str], sign: Decimal | None) -> ColumnKind:
    """Whether the cells of a column are numbers, texts, or some of them numbers.

    One identifier such as `02139` or `12E3` makes all of them text. So do numbers such as `1.200` that may mean two
    things.
    """
    if any(_IDENTIFIER.fullmatch(cell) for cell in cells):
        return "text"
    if sign == "," and any("." in cell for cell in cells) and not any("," in cell for cell in cells):
        return "text"
    numbers = sum(cell_number(cell, sign) is not None for cell in cells)
    if numbers == 0:
        return "text"
    return "number" if numbers == len(cells) else "mixed"


def cell_number(text: str, sign: Decimal | None) -> int | float | None:
    """The number that a cell is; None where it is none.

    Args:
        text: The cell.
        sign: The decimal sign; None where only whole numbers are clear.
    """
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) <= LONGEST_INTEGER else None
    if sign == "," and _COMMA.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif sign != "." or not _PLAIN.fullmatch(text):
        return None
    return float(text) if math.isfinite(float(text)) else None


def value_of(text: str, kind: ColumnKind, sign: Decimal | None) -> Trait:
    """What a cell of a column of some kind holds."""
    if kind == "text":
        return text
    found = cell_number(text, sign)
    return text if found is None else found


def _is_any(cell: str) -> bool:
    return any(form.fullmatch(cell) for form in (_WHOLE, _PLAIN, _COMMA, _GROUPED))


def _evidence(cell: str) -> Decimal | None:
    """The decimal sign that a cell leaves no doubt about."""
    if _EITHER.fullmatch(cell) or _WHOLE.fullmatch(cell):
        return None
    return "," if _COMMA.fullmatch(cell) else "."
