"""Mend a damaged log: what is whole is kept, and what is not is asked again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from vs_sim.errors import LogCorrupt, LogError
from vs_sim.log.integrity.checksums import CHECKED, row_sum
from vs_sim.log.integrity.create_log import create_log, sync_folder
from vs_sim.log.integrity.log_damage import Damage, LoggedRow, find_damage, logged_rows, reading
from vs_sim.log.lease import leased
from vs_sim.log.store import REPAIRED
from vs_sim.log.tables import LOG_FILE, Statement

_OUTCOMES = ("answered", "closed", "failed")
"""What is made again from the replies."""


@dataclass(frozen=True)
class Repaired:
    """What a repair did.

    Attributes:
        damage: What was found.
        dropped: Rows that were dropped, by table.
        kept: Replies that are kept.
        people: Whether the run is one of people, whose damaged dialogues are lost.
        copy: The damaged log; None where nothing was damaged.
    """

    damage: Damage
    dropped: dict[str, int]
    kept: int
    people: bool
    copy: Path | None


def repair_log(folder: Path) -> Repaired:
    """Drop what is damaged of a log, and open the run again; the damaged log is kept beside it.

    Replies that are whole stay, and everything else is made from them again when the run is resumed. A reply is asked
    again when it was damaged, or when another one than before precedes it in its dialogue.

    Raises:
        LogError: There is no log, another process writes it, or the folder cannot be written.
        LogCorrupt: The log does not say any more what was run.
    """
    path = folder / LOG_FILE
    if not path.exists():
        raise LogError(f"{path}: no such log", hint="give a run folder")
    with leased(folder):
        damage = find_damage(path, thorough=True)
        if not damage:
            return Repaired(damage, {}, 0, False, None)
        try:
            return _rebuilt(path, damage)
        except (OSError, sqlite3.Error) as error:
            raise LogError(f"{folder}: cannot be repaired ({error})", hint="free some space") from error


def _rebuilt(path: Path, damage: Damage) -> Repaired:
    rows = {table: _salvaged(path, table) for table in CHECKED}
    if not any(row.whole for row in rows["opened"]):
        raise LogCorrupt(f"{path}: what was run cannot be read any more", hint="begin again with another --out")
    beside = path.with_name("repaired.sqlite")
    whole = {table: [row for row in found if row.whole] for table, found in rows.items()}
    create_log(beside, [*_facts(path), *(_insert(table, row) for table, found in whole.items() for row in found)])
    people = _forget_outcomes(beside, damage)
    copy = _copy_name(path)
    with suppress(sqlite3.Error), closing(reading(path)) as log:
        log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.with_name(path.name + "-wal").unlink(missing_ok=True)
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    copy.hardlink_to(path)
    beside.replace(path)
    sync_folder(path.parent)
    dropped = {table: len(rows[table]) - len(whole[table]) for table in CHECKED}
    return Repaired(damage, {table: n for table, n in dropped.items() if n}, len(whole["asked"]), people, copy)


def _salvaged(path: Path, table: str) -> list[LoggedRow]:
    """All rows that can be reached from either end of a table."""
    found: dict[tuple[object, ...], LoggedRow] = {}
    for order in ("", "DESC"):
        with suppress(sqlite3.Error), closing(reading(path)) as log:
            for row in logged_rows(log, table, order):
                found.setdefault(row.values[:3], row)
            break
    return sorted(found.values(), key=lambda row: _time(row, table))


def _time(row: LoggedRow, table: str) -> float:
    """When a row was written, as far as that can be read."""
    at = {"opened": 1, "drained": 1, "closed": 1, "failed": 3}.get(table, 2)
    return row.values[at] if isinstance(row.values[at], float) else 0.0


def _facts(path: Path) -> Iterator[Statement]:
    facts = {}
    with suppress(sqlite3.Error), closing(reading(path)) as log:
        facts = dict(log.execute("SELECT key, value FROM meta"))
    for known in ("instrument_test", "people"):
        if known in facts:
            facts[known] = "true" if len(facts[known]) == len("true") else "false"
    facts = {**facts, "state": "open", REPAIRED: "1"}
    return (("INSERT OR REPLACE INTO meta VALUES (?, ?)", fact) for fact in facts.items() if fact[0] != "version")


def _insert(table: str, row: LoggedRow) -> Statement:
    values = (*row.values, row_sum(table, row.values))
    return f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(values))})", values


def _forget_outcomes(path: Path, damage: Damage) -> bool:
    """Forget what is made again from the replies; of imported people, who are not asked again, the damaged dialogues.

    Returns:
        Whether the run is one of people.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as log:
        people = log.execute("SELECT 1 FROM meta WHERE key='people' AND value='true'").fetchone() is not None
        for table in _OUTCOMES:
            if people:
                log.executemany(f"DELETE FROM {table} WHERE unit = ?", [(unit,) for unit in damage.rows])
            else:
                log.execute(f"DELETE FROM {table}")
        if people:
            log.execute("UPDATE meta SET value='done' WHERE key='state'")
    return people


def _copy_name(path: Path) -> Path:
    number = 1
    while (copy := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return copy
