"""Run folders: a new one is numbered after those that exist."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from vs_sim.errors import LogError
from vs_sim.log.tables import LOG_FILE


def new_folder(parent: Path, name: str) -> Path:
    """A new folder `parent/0001-name`, numbered after those that exist.

    Raises:
        LogError: The folder cannot be made.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        numbers = [int(found[1]) for path in parent.iterdir() if (found := re.match(r"(\d+)-", path.name))]
        number = max(numbers, default=0) + 1
        while True:
            folder = parent / f"{number:04d}-{name}"
            try:
                folder.mkdir()
            except FileExistsError:
                number += 1
            else:
                return folder
    except OSError as error:
        raise LogError(f"{parent}: no run folder can be made ({error})", hint="name one with --out") from error


def begun(folder: Path) -> bool:
    """Whether the log of a folder says what is run; one that was cut off before is removed, for it holds no reply."""
    log = folder / LOG_FILE
    if not log.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{log.resolve().as_uri()}?mode=ro", uri=True)) as found:
            tables = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            empty = not tables or ("opened" in tables and not found.execute("SELECT 1 FROM opened").fetchone())
    except sqlite3.Error:
        return True
    if empty:
        for part in folder.glob(f"{LOG_FILE}*"):
            part.unlink()
    return not empty
