"""A table that somebody else wrote, as CSV or JSONL: rows of numbers and one-line texts, each with its place."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vs_sim.core.persona import Trait
from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.source_text import CONTROL, Place, Source, read_source

LARGEST_FILE = 20_000_000
"""Bytes of a table."""
MOST_FAULTS = 20
"""Faults told of one table; the others are of the same sort."""

_NUMBER = re.compile(r"[-+]?(?!0[0-9])(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_LONGEST_INTEGER = 18
_QUOTES = "text that holds a comma needs quotes"


@dataclass(frozen=True)
class Row:
    """One row, without its empty cells."""

    place: Place
    cells: Mapping[str, Trait]


def read_table(path: Path) -> list[Row]:
    """The rows of a CSV file with a header, or of a JSONL file with one object a line.

    Numbers in CSV become numbers; digits behind a leading zero stay text. Truth values become `yes` and `no`.

    Raises:
        ScenarioError: The file cannot be read or has faults; up to 20 are listed with their places.
    """
    source = read_source(path, LARGEST_FILE)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        message = f"a table is a CSV or a JSONL file, not {path.suffix or 'a file without a suffix'}"
        raise Place(source).error(message, hint=f"name it {path.stem}.csv or {path.stem}.jsonl")
    rows, faults = [], []
    for row in reader(source):
        if isinstance(row, Fault):
            faults.append(row)
        elif row.cells:
            rows.append(row)
        else:
            faults.append(row.place.fault("an empty row", hint="delete it"))
    if not rows and not faults:
        faults.append(Place(source).fault("holds no row", hint="one person per row, below the header in CSV"))
    if faults:
        raise ScenarioError(faults[:MOST_FAULTS])
    return rows


def _csv(source: Source) -> Iterator[Row | Fault]:
    header: list[str] | None = None
    for record in _records(source):
        if isinstance(record, Fault):
            yield record
            return
        line, cells = record
        if header is None:
            header = cells
            faults = list(_header_faults(source, line, header))
            yield from faults
            if faults:
                return
        else:
            yield _csv_row(source, line, header, cells)


def _records(source: Source) -> Iterator[tuple[int, list[str]] | Fault]:
    """Each record that is not blank with the number of its first line; a fault where reading must stop."""
    reader = csv.reader((f"{line}\n" for line in source.lines), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            yield Place(source, line, 1).fault(f"not CSV: {error}", hint="a quote in a text is written twice")
            return
        if cells:
            yield line, cells


def _header_faults(source: Source, line: int, header: list[str]) -> Iterator[Fault]:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        yield Place(source, line, 1).fault("the header is one column", hint="separate the columns with commas")
    for index, name in enumerate(header):
        if fault := _name_fault(name, header[:index]):
            yield _cell_place(source, line, index).fault(fault)


def _name_fault(name: str, before: list[str]) -> str | None:
    if not name:
        return "a column has no name"
    if not _is_line(name):
        return f"the column name {name!r} must be one printable line"
    return f"the column {name!r} stands twice" if name in before else None


def _is_line(text: str) -> bool:
    return CONTROL.search(text) is None and len(text.splitlines()) <= 1


def _csv_row(source: Source, line: int, header: list[str], cells: list[str]) -> Row | Fault:
    if len(cells) != len(header):
        place = _cell_place(source, line, min(len(cells), len(header)))
        return place.fault(f"expected {len(header)} cells as in the header, found {len(cells)}", hint=_QUOTES)
    for index, cell in enumerate(cells):
        if not _is_line(cell):
            return _cell_place(source, line, index).fault(f"{header[index]!r} must be one printable line")
    told = {name: _number(cell) for name, cell in zip(header, cells, strict=True) if cell}
    return Row(Place(source, line, 1), told)


def _cell_place(source: Source, line: int, index: int) -> Place:
    """Where the cell of that index begins in a line; the line's end where it has fewer."""
    text, quoted = source.lines[line - 1], False
    for position, sign in enumerate(text):
        if index == 0:
            return Place(source, line, position + 1)
        quoted ^= sign == '"'
        index -= sign == "," and not quoted
    return Place(source, line, len(text) + 1)


def _number(text: str) -> Trait:
    if not _NUMBER.fullmatch(text):
        return text
    if text.lstrip("+-").isdigit():
        return int(text) if len(text) <= _LONGEST_INTEGER else text
    return float(text) if math.isfinite(float(text)) else text


def _jsonl(source: Source) -> Iterator[Row | Fault]:
    for line, text in enumerate(source.lines, 1):
        if text.strip():
            yield _json_row(Place(source, line, 1), text)


def _json_row(place: Place, text: str) -> Row | Fault:
    try:
        entries = json.loads(text, object_pairs_hook=tuple)
    except json.JSONDecodeError as error:
        return Place(place.source, place.line, error.colno).fault(f"not JSON: {error.msg}")
    except (RecursionError, ValueError) as error:
        return place.fault(f"not a JSON object of texts and numbers: {error}")
    if not isinstance(entries, tuple):
        return place.fault("each line must be a JSON object", hint='for example {"age": 36, "sex": "Female"}')
    cells: dict[str, Trait] = {}
    for name, value in entries:
        if message := _name_fault(name, list(cells)) or _value_fault(name, value):
            return place.fault(message)
        if value is not None and value != "":
            cells[name] = ("yes" if value else "no") if isinstance(value, bool) else value
    return Row(place, cells)


def _value_fault(name: str, value: Any) -> str | None:
    if isinstance(value, tuple | list):
        return f"{name!r} must be one text or number, found a nested value"
    if isinstance(value, float) and not math.isfinite(value):
        return f"{name!r} must be a finite number"
    return f"{name!r} must be one printable line" if isinstance(value, str) and not _is_line(value) else None


_READERS: Mapping[str, Callable[[Source], Iterator[Row | Fault]]] = {".csv": _csv, ".jsonl": _jsonl}
