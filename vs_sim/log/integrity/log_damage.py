"""Look through a log for rows that are not as they were written, before anything of it is used."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from vs_sim.errors import LogDamaged
from vs_sim.log.integrity.checksums import CHECKED, row_sum
from vs_sim.log.tables import LOG_TABLES

_MOST_NAMED = 8
_WRONG_FACTS = """
SELECT 1 FROM meta WHERE key IN ('instrument_test', 'people') AND value NOT IN ('true', 'false')
   OR key = 'state' AND value NOT IN ('open', 'done')
"""
"""Facts have no checksum; of those that say what a run is, all values are known."""
_sound: dict[Path, tuple[tuple[int, int], ...]] = {}
"""The logs that this process has found whole, with how they were."""


@dataclass(frozen=True)
class Damage:
    """What of a log cannot be trusted.

    Attributes:
        rows: How many rows, by dialogue; the empty name stands for the run itself.
        structure: What SQLite finds wrong with the file; empty where that is sound.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    structure: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows or self.structure)

    def __str__(self) -> str:
        units = sorted(unit for unit in self.rows if unit)
        named = ", ".join(units[:_MOST_NAMED]) + (
            f" and {len(units) - _MOST_NAMED} more" if units[_MOST_NAMED:] else ""
        )
        said = [
            f"{sum(self.rows[unit] for unit in units)} rows of dialogue {named}" if units else "",
            f"{self.rows['']} rows about the run" if self.rows.get("") else "",
            f"SQLite says: {self.structure}" if self.structure else "",
        ]
        return "; ".join(filter(None, said))


@dataclass(frozen=True)
class LoggedRow:
    """One row of a log as the file holds it.

    Attributes:
        values: Without the checksum, in the order of the columns.
        sum: The checksum; None in the logs of versions that kept none.
        whole: Whether the values are those that were written.
        unit: The dialogue; empty where the row belongs to none.
    """

    values: tuple[Any, ...]
    sum: int | None
    whole: bool
    unit: str


def logged_rows(log: sqlite3.Connection, table: str, order: str = "") -> Iterator[LoggedRow]:
    """The rows of a table, damaged ones included; the connection must be one of `reading`.

    Raises:
        sqlite3.Error: The file cannot be read any further.
    """
    found = log.execute(f"SELECT * FROM {table} ORDER BY rowid {order}")
    columns = [name for name, *_ in found.description]
    at = columns.index("unit") if "unit" in columns else None
    for row in found:
        values, kept = (row[:-1], row[-1]) if columns[-1] == "sum" else (row, None)
        unit = "" if at is None else str(row[at]).encode(errors="replace").decode()
        yield LoggedRow(values, kept, _readable(values) if kept is None else kept == row_sum(table, values), unit)


def _readable(values: Sequence[Any]) -> bool:
    """Whether the texts of a row without a checksum are texts."""
    return all(value.isascii() or not any("\udc80" <= one <= "\udcff" for one in value) for value in _texts(values))


def _texts(values: Sequence[Any]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))


def reading(path: Path) -> sqlite3.Connection:
    """A connection that also reads texts which are none any more."""
    log = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    log.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return log


def find_damage(path: Path, *, thorough: bool = False) -> Damage:
    """Look for damage in a log.

    Args:
        path: The file.
        thorough: Whether SQLite also compares its indexes with its tables.
    """
    rows: Counter[str] = Counter()
    try:
        with closing(reading(path)) as log:
            structure = str(log.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()[0])
            if wrong := [table for table in CHECKED if not _as_declared(log, table)]:
                return Damage(rows, f"the columns of {', '.join(wrong)} have other names")
            for table in CHECKED:
                rows.update(row.unit for row in logged_rows(log, table) if not row.whole)
            rows.update("" for _ in log.execute(_WRONG_FACTS))
    except sqlite3.DatabaseError as error:
        return Damage(rows, str(error))
    return Damage(rows, "" if structure == "ok" else structure.splitlines()[-1])


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The names of the columns of a table."""
    with closing(sqlite3.connect(":memory:")) as log:
        log.executescript(LOG_TABLES)
        return _names(log, table)


def _as_declared(log: sqlite3.Connection, table: str) -> bool:
    return _names(log, table) in (columns_of(table), columns_of(table)[:-1])


def _names(log: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(name for _, name, *_ in log.execute(f"PRAGMA table_info({table})"))


def check_log(path: Path, *, thorough: bool = False) -> None:
    """Make sure that a log is as it was written; a log that this process has checked is checked when it has changed.

    Raises:
        LogDamaged: It is not.
    """
    state = _state(path)
    if not thorough and _sound.get(path) == state:
        return
    if damage := find_damage(path, thorough=thorough):
        raise damaged(path, str(damage), tuple(sorted(filter(None, damage.rows))))
    _sound[path] = state


def damaged(path: Path, what: str, units: tuple[str, ...] = ()) -> LogDamaged:
    """The error of a log that is damaged, with what can be done."""
    repair = f"vs-sim repair {path.parent} drops what is damaged and says what is asked again"
    return LogDamaged(f"{path}: the log is damaged: {what}", units=units, hint=repair)


def _state(path: Path) -> tuple[tuple[int, int], ...]:
    """What changes when the file or its write-ahead log does."""
    files = [file for file in (path, path.with_name(path.name + "-wal")) if file.exists()]
    return tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files)
