"""Run folders: a new one is numbered after those that exist."""

from __future__ import annotations

import re
from pathlib import Path

from vs_sim.errors import LogError


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
