"""The cells of a sweep that was run in parts are collected into one folder, each cell once."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vs_sim.errors import LogError
from vs_sim.log.lease import leased
from vs_sim.log.part import Part
from vs_sim.log.run import Run
from vs_sim.log.tables import LOG_FILE
from vs_sim.sweep.collecting.collected import Collected, Unfinished
from vs_sim.sweep.collecting.find_parts import Found, one_of_each
from vs_sim.sweep.sweep_folder import PLAN, Folder, cell_progress
from vs_sim.sweep.sweep_run import Sweep

_LEFT = (f"{LOG_FILE}-wal", f"{LOG_FILE}-shm", "lease.sqlite", "lease.sqlite-journal")
"""Files of a run folder that mean nothing in a copy."""
_ALIKE = ("title", "plan", "sets", "varied", "whole")
"""What all parts of a sweep say alike."""


def collect_cells(folders: Sequence[Path], target: Path) -> Collected:
    """Collect the parts of a sweep.

    Args:
        folders: Of the parts.
        target: The sweep's folder.

    Raises:
        LogError: They are not parts of one plan, or two of them hold different results of one cell.
    """
    found = one_of_each([_found(folder) for folder in folders], lambda each: _digests(each.folder))
    first = next(iter(found.values()))
    for each in found.values():
        if any(each.content.get(key) != first.content.get(key) for key in _ALIKE):
            raise LogError(f"{first.folder} and {each.folder} are parts of different plans")
    failures: dict[str, str] = {}
    with leased(target):
        _require_same_plan(target, first)
        for each in found.values():
            failures |= each.content["failures"]
            for cell in each.content["cells"]:
                _take(Folder(each.folder).cell(cell["id"]), Folder(target).cell(cell["id"]))
        known = {key: value for key, value in first.content.items() if key not in ("part", "whole")}
        known |= {"cells": first.content["whole"], "failures": failures}
        Folder(target).put(known, (first.folder / PLAN).read_text(encoding="utf-8"))
    missing = [part for which in range(1, first.part.of + 1) if (part := Part(which, first.part.of)) not in found]
    command = _command(first)
    open_ = [_unfinished(each, f"{command} --part {each.part}") for each in found.values() if not each.done]
    return Collected(Sweep(target), first.part.of, tuple(missing), tuple(open_), command)


def _found(folder: Path) -> Found[Mapping[str, Any]]:
    known = Folder(folder).read()
    if "part" not in known:
        raise LogError(f"{folder}: holds a whole sweep, and no part of one", hint="it needs no collecting")
    done = all(_ended(folder, known, cell["id"]) for cell in known["cells"])
    return Found(Part.read(known["part"]), folder, known, done)


def _ended(folder: Path, known: Mapping[str, Any], cell: str) -> bool:
    return cell in known["failures"] or cell_progress(Folder(folder).cell(cell)).done


def _unfinished(each: Found[Mapping[str, Any]], command: str) -> Unfinished:
    cells = [cell["id"] for cell in each.content["cells"]]
    ended = sum(_ended(each.folder, each.content, cell) for cell in cells)
    return Unfinished(each.part, each.folder, f"{ended} of {len(cells)} cells", command)


def _command(first: Found[Mapping[str, Any]]) -> str:
    sets = "".join(f" --set '{text}'" for text in first.content["sets"])
    return f"vs-sim sweep {first.content['plan']}{sets} --out {first.folder.parent}"


def _digests(folder: Path) -> str:
    cells = (Folder(folder).cell(cell["id"]) for cell in Folder(folder).read()["cells"])
    return json.dumps([Run(cell).digest for cell in cells if cell_progress(cell).begun])


def _require_same_plan(target: Path, first: Found[Mapping[str, Any]]) -> None:
    """Refuse to replace the sweep of another plan.

    Raises:
        LogError: The folder holds one.
    """
    try:
        known = Folder(target).read()
    except LogError:
        return
    if known["cells"] != first.content["whole"]:
        raise LogError(f"{target}: holds the sweep of another plan", hint="choose another --out")


def _take(cell: Path, target: Path) -> None:
    """Copy the run folder of a cell that was begun, unless it is there and completed already.

    Raises:
        LogError: Another run of the same cell is there.
    """
    at, there = cell_progress(cell), cell_progress(target)
    if not at.begun or (there.done and not at.done):
        return
    if there.done and Run(target).digest == Run(cell).digest:
        return
    if there.done and at.spent.calls <= there.spent.calls:
        raise LogError(f"{cell} and {target} are runs of the same cell, and differ", hint="choose another --out")
    copy = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(cell, copy, ignore=lambda _, names: [name for name in names if name in (*_LEFT, LOG_FILE)])
    Run(cell).copy_to(copy / LOG_FILE)
    if target.exists():
        shutil.rmtree(target)
    copy.rename(target)
