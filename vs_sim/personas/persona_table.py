"""Personas from a table: one row is one person, and every column but the identity is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from vs_sim.core.persona import Persona
from vs_sim.errors import Fault, ScenarioError, did_you_mean
from vs_sim.files.csv_table import MOST_FAULTS, Row, read_table

IDENTITIES = ("person", "id")
"""The columns that say who a row is, the better one first."""


def read_personas(path: Path, tell: Sequence[str] | None = None) -> list[Persona]:
    """The personas in a CSV file with a header, or in a JSONL file with one object a line.

    Numbers become numbers and everything else stays text; an empty cell is not told. The column `person`, else
    `id`, is the identity and is not told; without either, a person is `row 1`, `row 2`, and so on.

    Args:
        path: The file; at most 20 MB of UTF-8.
        tell: The attributes told, in this order; None for all of them as written.

    Raises:
        ScenarioError: The file cannot be read or has faults; up to 20 are listed with their places.
    """
    rows = read_table(path)
    columns = dict.fromkeys(name for row in rows for name in row.cells)
    identity = next((name for name in IDENTITIES if name in columns), None)
    told = [name for name in columns if name != identity]
    faults = [*_untold(rows[0], tell or (), told), *(_nameless(rows, identity) if identity else ())]
    if faults:
        raise ScenarioError(faults[:MOST_FAULTS])
    return [
        Persona(
            str(row.cells[identity]) if identity else f"row {number}",
            {name: row.cells[name] for name in (told if tell is None else tell) if name in row.cells},
            f"file {path.name}",
        )
        for number, row in enumerate(rows, 1)
    ]


def _untold(first: Row, tell: Sequence[str], told: Sequence[str]) -> Iterator[Fault]:
    for name in tell:
        if name not in told:
            message = f"no attribute {name!r} to tell; the file has {', '.join(told) or 'none'}"
            yield first.place.fault(message, hint=did_you_mean(name, told))


def _nameless(rows: Sequence[Row], identity: str) -> Iterator[Fault]:
    first: dict[str, int | None] = {}
    for row in rows:
        person = str(row.cells.get(identity, ""))
        if not person:
            yield row.place.fault(f"{identity!r} is empty", hint="every row needs one, or no row")
        elif person in first:
            yield row.place.fault(f"{identity} {person!r} stands twice, first on line {first[person]}")
        else:
            first[person] = row.place.line
