"""The table of real participants that a scenario names, recognised by its columns among the registered corpora."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vs_sim.corpora.corpus import CORPORA
from vs_sim.corpora.participants import Participants
from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.csv_table import read_table
from vs_sim.files.strict_yaml import DataPath, Document
from vs_sim.personas.persona_checks import fault_in_file


def read_participants(path: Path, seed: int = 0) -> Participants:
    """The participants in a table that one of the registered corpora published.

    Args:
        path: The table as published.
        seed: The run's.

    Raises:
        ScenarioError: The file cannot be read, is not such a table, or holds no dialogue with both its sides.
    """
    rows = read_table(path)
    columns = {column for row in rows for column in row.cells}
    known = [(each, table) for each in map(CORPORA.get, CORPORA) if (table := each.participants)]
    for _, table in known:
        if set(table.columns) <= columns:
            dialogues = table.pairs(rows)
            if not dialogues:
                raise ScenarioError([rows[0].place.fault(table.nobody)])
            return Participants(dialogues, table.labels, f"participants in {path.name}", seed)
    missing = [
        f"{', '.join(column for column in table.columns if column not in columns)} (as in {table.file} of {each.title})"
        for each, table in known
    ]
    message = f"no column {'; or '.join(missing)}; participants are read from the published table of a corpus"
    raise ScenarioError([rows[0].place.fault(message)])


def participants_faults(
    document: Document, path: DataPath, written: Mapping[str, Any], folder: Path
) -> Iterator[Fault]:
    """Every fault of the table of participants that a `personas:` entry names.

    Args:
        document: The scenario.
        path: Where the entry is.
        written: The entry.
        folder: Where the table is looked for.
    """
    if not isinstance(file := written.get("participants"), str):
        return
    try:
        read_participants(folder / file)
    except ScenarioError as error:
        yield from (fault_in_file(document, fault, (*path, "participants")) for fault in error.faults)
