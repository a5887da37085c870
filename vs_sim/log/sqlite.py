"""Connections to SQLite files that close themselves."""

from __future__ import annotations

import sqlite3
from contextlib import suppress


class Connection(sqlite3.Connection):
    """A connection that is closed when nobody holds it any more: whoever looks at a run does not close it."""

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # it was never opened
            self.close()
