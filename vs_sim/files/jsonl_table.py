"""One line of a JSONL table: an object of texts, numbers and truth values."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from vs_sim.core.persona import Trait
from vs_sim.errors import Fault
from vs_sim.files.csv_sheet import is_line, name_fault
from vs_sim.files.source_text import Place

LONGEST_LINE = 1_000_000
"""Characters."""
LONGEST_JSON_NUMBER = 100
"""Digits."""


def jsonl_cells(place: Place, text: str) -> Mapping[str, Trait | None] | Fault:
    """The entries of the object in a line, null where there is nothing; a fault where it is no such object."""
    if len(text) > LONGEST_LINE:
        return place.fault(f"a line of more than {LONGEST_LINE:,} characters", hint="one person per line")
    try:
        entries = json.loads(text, object_pairs_hook=tuple, parse_int=_whole)
    except json.JSONDecodeError as error:
        return Place(place.source, place.line, error.colno).fault(f"not JSON: {error.msg}")
    except RecursionError:
        return place.fault("not a JSON object of texts and numbers: nested without end")
    except ValueError as error:
        return place.fault(f"not a JSON object of texts and numbers: {error}")
    if not isinstance(entries, tuple):
        return place.fault("each line must be a JSON object", hint='for example {"age": 36, "sex": "Female"}')
    cells: dict[str, Trait | None] = {}
    for name, written in entries:
        value = _plain(written)
        named = name_fault(name, list(cells)) or (None if name else "a column has no name")
        if message := named or _value_fault(name, value):
            return place.fault(message)
        cells[name] = ("yes" if value else "no") if isinstance(value, bool) else value
    return cells


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) and "\n" in value else value


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_JSON_NUMBER:
        raise ValueError(f"a number of more than {LONGEST_JSON_NUMBER} digits")
    return int(digits)


def _value_fault(name: str, value: Any) -> str | None:
    if isinstance(value, tuple | list):
        return f"{name!r} must be one text or number, found a nested value"
    if isinstance(value, float) and not math.isfinite(value):
        return f"{name!r} must be a finite number"
    return f"{name!r} must be one printable line" if isinstance(value, str) and not is_line(value) else None
