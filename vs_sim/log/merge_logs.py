"""Several logs become one: every event of every part, once, in the order of the parts.

The new log is built beside its place and put there by renaming, so that nobody ever sees half of it. The digest of a
log does not depend on the order of events, so that it is the one which the run would have had in one piece.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from vs_sim.errors import LogCorrupt, LogError
from vs_sim.log.part import COLLECTED, PART_FACT
from vs_sim.log.run import Run
from vs_sim.log.tables import LOG_FILE, LOG_TABLES, LOG_VERSION

EVENTS = ("asked", "answered", "closed", "failed", "drained")
"""The tables whose rows are those of all parts together."""
NUMBERED = "seq"
"""The column that numbers the rows of some tables anew."""
_STAMP = "SELECT count(*), max(at) FROM "


def stamp(run: Run) -> str:
    """What changes whenever anything is written to a log: the rows of every table, and the time of the last one."""
    counts = [run.log.execute(_STAMP + table).fetchone() for table in EVENTS]
    return json.dumps([run.state, run.fact("reopened", "0"), counts])


def merge_logs(parts: Sequence[tuple[str, Run]], folder: Path, facts: Mapping[str, str]) -> Run:
    """Make one log of several and put it into a folder, in the place of one that was made of parts before.

    Args:
        parts: Logs of one scenario, each with the part's name, in order; no dialogue is in two of them.
        folder: Where the log is put.
        facts: Facts about the new run, in addition to those of the first part.

    Raises:
        LogError: The folder holds a run that was not made of parts, or cannot be written.
        LogCorrupt: Two parts hold the same event.
    """
    target = folder / LOG_FILE
    made_of = json.dumps({name: stamp(run) for name, run in parts})
    if target.exists():
        known = Run(folder)
        if not known.fact(COLLECTED):
            raise LogError(f"{folder}: holds a run that was not collected of parts", hint="choose another --out")
        if known.fact(COLLECTED) == made_of:
            return known
        known.close()
    unfinished = folder / f".{LOG_FILE}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished, isolation_level=None, uri=True)) as log:
            _build(log, [run for _, run in parts], {**facts, COLLECTED: made_of})
        _durable(unfinished)
        unfinished.replace(target)
    except sqlite3.IntegrityError as error:
        raise LogCorrupt(f"two parts hold the same event ({error})") from error
    except (OSError, sqlite3.Error) as error:
        raise LogError(f"{folder}: the parts cannot be collected ({error})", hint="choose another --out") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Run(folder)


def _build(log: sqlite3.Connection, parts: Sequence[Run], facts: Mapping[str, str]) -> None:
    log.execute("PRAGMA journal_mode=OFF")
    log.execute("PRAGMA synchronous=OFF")
    log.executescript(f"BEGIN; {LOG_TABLES} INSERT INTO meta VALUES ('version', '{LOG_VERSION}'); COMMIT;")
    for number, part in enumerate(parts):
        log.execute("ATTACH ? AS part", (f"{(part.folder / LOG_FILE).resolve().as_uri()}?mode=ro",))
        log.execute("BEGIN")
        if number == 0:
            _copy(log, ("opened", "meta"), "OR IGNORE")
        _copy(log, EVENTS)
        log.execute("COMMIT")
        log.execute("DETACH part")
    log.execute("DELETE FROM meta WHERE key = ?", (PART_FACT,))
    log.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())


def _copy(log: sqlite3.Connection, tables: Iterable[str], conflict: str = "") -> None:
    for table in tables:
        known = {name for _, name, *_ in log.execute(f"PRAGMA part.table_info({table})")}
        columns = [name for _, name, *_ in log.execute(f"PRAGMA main.table_info({table})") if name in known]
        own = ", ".join(name for name in columns if name != NUMBERED)
        order = "" if table == "meta" else " ORDER BY rowid"
        log.execute(f"INSERT {conflict} INTO main.{table} ({own}) SELECT {own} FROM part.{table}{order}")


def _durable(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
