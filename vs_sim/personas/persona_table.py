"""Personas from a table: one row is one person, and every column but the identity is a prompted attribute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from vs_sim.core.csv_reading import CsvReading
from vs_sim.core.persona import Persona
from vs_sim.errors import Fault, ScenarioError, did_you_mean
from vs_sim.files.csv_sheet import MOST_FAULTS
from vs_sim.files.csv_table import Row, Table, load_table

IDENTITIES = ("person", "id")
"""The columns that say who a row is, the better one first; in any case."""
LIKELY_IDENTITIES = (
    "person_id",
    "participant",
    "participant_id",
    "respondent",
    "respondent_id",
    "responseid",
    "response_id",
    "worker",
    "worker_id",
    "workerid",
    "subject",
    "subject_id",
    "user_id",
    "userid",
    "prolific_pid",
    "uuid",
    "pid",
)
"""Columns that say who a row is where they name every row, each another way; in any case."""


def read_personas(path: Path, tell: Sequence[str] | None = None, reading: CsvReading | None = None) -> list[Persona]:
    """The personas in a CSV file with a header, or in a JSONL file with one object a line.

    Numbers become numbers and everything else stays text; a missing cell is not prompted. The column `person`, else
    `id`, is the identity and is not prompted; so is a column such as `user_id` that names every row another way.
    Without one, a person is `row 1`, `row 2`, and so on.

    Args:
        path: The file; at most 20 MB.
        tell: The prompted attributes, in this order; None for all of them as written.
        reading: What the file leaves open.

    Raises:
        ScenarioError: The file cannot be read or has faults; up to 20 are listed with their places.
    """
    table = load_table(path, reading)
    rows, identity = table.rows, identity_of(table)
    attributes = [name for name in table.columns if name != identity]
    faults = [*_unknown_attributes(rows[0], tell or (), attributes), *_nameless(rows, identity)]
    if faults:
        raise ScenarioError(faults[:MOST_FAULTS])
    return [
        Persona(
            row.written[identity] if identity else f"row {number}",
            {name: row.cells[name] for name in (attributes if tell is None else tell) if name in row.cells},
            f"file {path.name}",
        )
        for number, row in enumerate(rows, 1)
    ]


def identity_of(table: Table) -> str | None:
    """The column that says who a row is; None where there is none."""
    by_name = {name.casefold(): name for name in table.columns}
    for name in IDENTITIES:
        if name in by_name:
            return by_name[name]
    for name in LIKELY_IDENTITIES:
        column = table.columns.get(by_name.get(name, ""))
        if column is not None and column.known == column.different == len(table.rows):
            return column.name
    return None


def persons_understood(table: Table) -> str:
    """Who the rows of a table of personas are, in a sentence."""
    identity = identity_of(table)
    if identity is not None:
        return f"{len(table.rows)} persons, named by column {identity}, which is not prompted"
    same = [name for name in table.columns if name.casefold() in LIKELY_IDENTITIES]
    if same:
        return (
            f"{len(table.rows)} persons, one per row; column {same[0]} does not identify every row, so it is prompted"
        )
    return f"{len(table.rows)} persons, one per row, without a column person"


def _unknown_attributes(first: Row, tell: Sequence[str], attributes: Sequence[str]) -> Iterator[Fault]:
    for name in tell:
        if name not in attributes:
            message = f"no attribute {name!r} to tell; the file has {', '.join(attributes) or 'none'}"
            yield first.place.fault(message, hint=did_you_mean(name, attributes))


def _nameless(rows: Sequence[Row], identity: str | None) -> Iterator[Fault]:
    first: dict[str, int | None] = {}
    for row in rows:
        if identity is None:
            if not row.cells:
                yield row.place.fault("a row without any value", hint="delete it")
            continue
        person = row.written.get(identity, "")
        if not person:
            yield row.place.fault(f"{identity!r} is empty", hint="every row needs one, or no row")
        elif person in first:
            yield row.place.fault(f"{identity} {person!r} stands twice, first on line {first[person]}")
        else:
            first[person] = row.place.line
