"""A log begins to exist whole: it is written beside its place, made durable, and put there in one step."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from vs_sim.log.integrity.checksums import CHECKED
from vs_sim.log.tables import LOG_TABLES, LOG_VERSION, Statement

BESIDE = ".begun"
"""What the name of a log that is not whole yet ends in."""


def create_log(path: Path, opening: Iterable[Statement]) -> None:
    """Make a log that holds these rows; a kill or a full disk leaves either all of it or no log.

    Args:
        path: Where the log is to be; there is none yet.
        opening: The first rows.

    Raises:
        OSError: The folder cannot be written.
        sqlite3.Error: The disk is full.
    """
    beside = path.with_name(path.name + BESIDE)
    beside.unlink(missing_ok=True)
    beside.with_name(beside.name + "-journal").unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(beside, isolation_level=None)) as log:
            log.execute("PRAGMA synchronous=FULL")
            log.executescript(f"BEGIN; {LOG_TABLES} INSERT INTO meta VALUES ('version', '{LOG_VERSION}');")
            for statement in opening:
                log.execute(*statement)
            log.execute("COMMIT")
        for left in ("-wal", "-shm"):  # of a log that was removed
            path.with_name(path.name + left).unlink(missing_ok=True)
        beside.replace(path)
        sync_folder(path.parent)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make a renamed file durable, where the system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def upgrade(log: sqlite3.Connection) -> None:
    """Give the tables of an earlier version their checksums; the rows that they hold stay without."""
    if log.execute("SELECT value FROM meta WHERE key='version'").fetchone()[0] == str(LOG_VERSION):
        return
    log.execute("BEGIN IMMEDIATE")
    for table in CHECKED:
        log.execute(f"ALTER TABLE {table} ADD COLUMN sum INTEGER")
    log.execute("UPDATE meta SET value=? WHERE key='version'", (str(LOG_VERSION),))
    log.execute("COMMIT")
