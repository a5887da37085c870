"""A lease keeps two processes from writing one run; it ends with the process that holds it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from vs_sim.errors import LogError, RunInUse
from vs_sim.log.sqlite import Connection

_LEASE = "lease.sqlite"


@contextlib.contextmanager
def leased(folder: Path) -> Iterator[None]:
    """Hold the only right to write a run folder.

    The lease is an exclusive lock on a small file of its own, which the system releases when the process dies,
    however it dies.

    Raises:
        RunInUse: Another process writes this run.
        LogError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / _LEASE, timeout=0, isolation_level=None, factory=Connection)
        lock.execute("PRAGMA journal_mode=MEMORY")
        lock.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise RunInUse(f"{folder}: another process is writing this run", hint="wait for it, or end it") from error
        raise LogError(f"{folder}: cannot be written ({error})", hint="choose another --out") from error
    with contextlib.closing(lock):
        yield
