"""Damage to the file of a log, as a failing disk does it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Flip one bit of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)


def flip_in(path: Path, text: bytes, bit: int = 1) -> None:
    """Flip a bit in the first byte of a text that is in a file."""
    flip(path, path.read_bytes().index(text), bit)


def at_rest(path: Path) -> None:
    """Move what the write-ahead log holds into the file."""
    with closing(sqlite3.connect(path)) as log:
        log.execute("PRAGMA wal_checkpoint(TRUNCATE)")
