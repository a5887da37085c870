"""A sweep's folder: its plan, what its cells are, which of them failed and why, and an ordinary run folder for each.

The results of a cell are in its own log alone; the file of the sweep lists only the cells.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from vs_sim.core.cost import NO_COST, Cost
from vs_sim.core.event import canonical
from vs_sim.errors import LogCorrupt, LogError
from vs_sim.log.tables import LOG_FILE as LOG
from vs_sim.sweep.cell import Planned

SWEEP_FILE, PLAN, CELLS = "sweep.json", "plan.yaml", "cells"
SWEEP_VERSION = 1

Status = Literal["done", "failed", "open", "waiting"]


@dataclass(frozen=True)
class CellProgress:
    """The progress of a cell, as its log says.

    Attributes:
        begun: Whether the log says what is run.
        done: Whether it is completed.
        dialogues: Completed.
        failed: Dialogues closed as failed.
        spent: What its replies cost; unknown prices count as nothing.
        usd: The same in US dollars; None when the price of any reply is unknown.
    """

    begun: bool = False
    done: bool = False
    dialogues: int = 0
    failed: int = 0
    spent: Cost = NO_COST
    usd: float | None = 0.0


NOTHING = CellProgress()
_COUNTS = """
SELECT (SELECT count(*) FROM opened), (SELECT value FROM meta WHERE key = 'state'),
  (SELECT count(*) FILTER (WHERE failed IS NULL) FROM closed), (SELECT count(failed) FROM closed),
  count(*), count(usd), sum(usd), sum(prompt_tokens), sum(completion_tokens) FROM asked
"""


def cell_progress(folder: Path) -> CellProgress:
    """The progress of the run in a folder, also while it is written; that of no run where there is none yet."""
    if not (folder / LOG).exists():
        return NOTHING
    try:
        with closing(sqlite3.connect(f"{(folder / LOG).resolve().as_uri()}?mode=ro", uri=True)) as log:
            found = log.execute(_COUNTS).fetchone()
    except sqlite3.Error:
        return NOTHING
    opened, state, completed, failed, calls, priced, usd, asked, answered = found
    spent = Cost(float(usd or 0.0), float(calls), float((asked or 0) + (answered or 0)))
    return CellProgress(opened > 0, state == "done", completed, failed, spent, spent.usd if priced == calls else None)


class Folder:
    """The folder of a sweep.

    Args:
        path: Where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def cell(self, id_: str) -> Path:
        """The run folder of a cell."""
        return self.path / CELLS / id_

    def read(self) -> dict[str, Any]:
        """What the sweep's file says.

        Raises:
            LogError: There is no sweep.
            LogCorrupt: The file is not one of this version.
        """
        try:
            known: dict[str, Any] = json.loads((self.path / SWEEP_FILE).read_text(encoding="utf-8"))
        except OSError as error:
            raise LogError(f"{self.path}: holds no sweep", hint="run one: vs-sim sweep methods") from error
        except ValueError as error:
            raise LogCorrupt(f"{self.path / SWEEP_FILE}: not a sweep's file ({error})") from error
        if not isinstance(known, dict) or known.get("version") != SWEEP_VERSION:
            raise LogCorrupt(f"{self.path / SWEEP_FILE}: not of a sweep that this vs_sim reads")
        return known

    def write(self, planned: Planned, failures: Mapping[str, str], versions: Mapping[str, str]) -> None:
        """Keep which cells there are and which failed; whoever reads sees the old file or the new one, whole.

        Raises:
            LogError: The folder cannot be written.
        """
        known = {
            "version": SWEEP_VERSION,
            "title": planned.name,
            "plan": planned.path.name,
            "sets": list(planned.sets),
            "varied": list(planned.plan.varied),
            "divergence_from": planned.plan.divergence_from,
            "cells": [cell.to_dict() for cell in planned.cells],
            "identify": planned.plan.identify.model_dump() if planned.plan.identify else None,
            "failures": dict(failures),
            "versions": dict(versions),
        }
        if planned.part is not None:
            known |= {"part": str(planned.part), "whole": [cell.to_dict() for cell in planned.whole]}
        self.put(known, planned.text)

    def put(self, known: Mapping[str, Any], plan: str) -> None:
        """Write the sweep's file, and the plan beside it.

        Raises:
            LogError: The folder cannot be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            write_whole(self.path / PLAN, plan)
            write_whole(self.path / SWEEP_FILE, json.dumps(known, ensure_ascii=False, indent=1) + "\n")
        except OSError as error:
            raise LogError(f"{self.path}: cannot be written ({error})", hint="choose another --out") from error

    def failures(self) -> dict[str, str]:
        """The cells that failed in the sweep as it was last run, with their reasons."""
        return dict(self.read()["failures"]) if (self.path / SWEEP_FILE).exists() else {}

    def started(self) -> Sequence[str]:
        """The cells that have a folder, also those of earlier plans."""
        return sorted(path.name for path in (self.path / CELLS).glob("*") if path.is_dir())

    def same(self, planned: Planned) -> bool:
        """Whether the folder was last used by a plan with the very same cells; True where it is new."""
        if not (self.path / SWEEP_FILE).exists():
            return True
        return canonical([cell["id"] for cell in self.read()["cells"]]) == canonical([c.id for c in planned.cells])


def is_sweep(folder: str | Path) -> bool:
    """Whether a folder holds a sweep."""
    return (Path(folder) / SWEEP_FILE).is_file()


def write_whole(path: Path, text: str) -> None:
    """Write a file by renaming, so that nobody ever sees half of it."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def status(at: CellProgress, reason: str) -> Status:
    """A cell's cell_progress in a word; a reason means that it failed."""
    if reason:
        return "failed"
    return "done" if at.done else "open" if at.begun else "waiting"
