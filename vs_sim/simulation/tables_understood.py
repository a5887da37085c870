"""What was understood of the tables that a scenario takes its personas from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vs_sim.core.csv_reading import CsvReading
from vs_sim.core.scenario import Scenario
from vs_sim.files.csv_table import Table, load_table
from vs_sim.personas.persona_table import persons_understood
from vs_sim.world.kind import KINDS


def tables_understood(scenario: Scenario, folder: Path) -> list[str]:
    """A text for each table: its dialect, columns, missing cells, persons, and what was left out; one for a network.

    Args:
        scenario: Without faults.
        folder: Where its files are looked for.
    """
    tables = [
        f"{table.understood()}\n  {persons_understood(table)}" if persons else table.understood()
        for table, persons in _tables(scenario, folder)
    ]
    return [*tables, *KINDS.get(scenario.kind).understood(scenario, folder)]


def table_notes(scenario: Scenario, folder: Path) -> list[str]:
    """What was changed, left out or may be meant otherwise in the tables of a scenario, a sentence each."""
    return [f"{Path(table.source.file).name}: {note}" for table, _ in _tables(scenario, folder) for note in table.notes]


def _tables(scenario: Scenario, folder: Path) -> Iterator[tuple[Table, bool]]:
    """Each table once, and whether its rows are persons as they are."""
    found: dict[tuple[str, CsvReading | None], bool] = {}
    for role in scenario.roles.values():
        if role.personas.file is not None:
            found[role.personas.file, role.personas.csv] = True
        if role.personas.participants is not None:
            found[role.personas.participants, None] = False
    for (file, reading), persons in found.items():
        yield load_table(folder / file, reading), persons
