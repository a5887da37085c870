"""The work on one cell: run it in its own folder, from where its log ends.

Input and output are plain data, so that any executor can transfer them. Running a cell twice repeats nothing, because
the log says what is done.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from vs_sim.core.cost import Cost
from vs_sim.core.scenario_kind import read_kind
from vs_sim.errors import BudgetExceeded, Paused, PriceUnknown, RunInUse, VsSimError
from vs_sim.llm.gateway import DRAIN
from vs_sim.log.run import Run
from vs_sim.log.run_folders import begun
from vs_sim.simulation.session import RunOptions, begin_in, resume_run

_PATIENCE = 15.0
"""Seconds in which a worker that was killed lets go of its cell."""
_PAUSE = 0.2


@dataclass(frozen=True)
class Task:
    """One cell to run.

    Attributes:
        folder: The run folder.
        scenario: As JSON; read by the schema of its kind.
        source: The folder where the files that it names lie.
        budget: What the cell may spend, all its sessions together.
        share: The part of every model's limits that is this cell's, as (which, of how many).
        window: Dialogues under way at once.
        retry_failed: Whether dialogues that failed are opened again.
        drain: Seconds that a run which stops waits for the requests in flight.
        batch: Whether requests are sent in batches.
        served_at: Address of the server that is asked, in the place of those in the scenario.
    """

    folder: str
    scenario: Mapping[str, Any]
    source: str
    budget: Cost
    share: tuple[int, int] = (0, 1)
    window: int = 64
    retry_failed: bool = False
    drain: float = DRAIN
    batch: bool = False
    served_at: str | None = None


@dataclass(frozen=True)
class CellEnd:
    """What became of a task.

    Attributes:
        end: `done`; `failed`; `spent`, when its part of the budget is; or `stopped`, when it was interrupted.
        reason: Why it was not done, as a person reads it.
        hint: What to do.
        unpriced: Whether the budget needs a price that is unknown, so that a larger one would not help.
    """

    end: Literal["done", "failed", "spent", "stopped"]
    reason: str = ""
    hint: str = ""
    unpriced: bool = False


def run_cell(task: Task) -> CellEnd:
    """Run a cell; nothing in its log is asked for again, and an error becomes the reason of the result."""
    try:
        run = _patient(task)
    except BudgetExceeded as error:
        return CellEnd("spent", str(error), error.hint or "", isinstance(error, PriceUnknown))
    except Paused as error:
        interrupted = error.__cause__ is None or isinstance(error.__cause__, KeyboardInterrupt)
        return CellEnd("stopped" if interrupted else "failed", str(error), error.hint or "")
    except VsSimError as error:
        return CellEnd("failed", str(error), error.hint or "")
    done, failed = run.counts
    most = run.scenario.max_failed
    run.close()
    if failed > most * (done + failed):
        return CellEnd("failed", f"{failed} of {done + failed} dialogues failed, more than {most:.0%}")
    return CellEnd("done")


def _patient(task: Task) -> Run:
    """The run, once a worker that was killed has let go of it."""
    ends = time.monotonic() + _PATIENCE
    while True:
        try:
            return _go_on(task)
        except RunInUse:
            if time.monotonic() > ends:
                raise
        time.sleep(_PAUSE)


def _go_on(task: Task) -> Run:
    folder = Path(task.folder)
    scenario = read_kind(task.scenario)
    options = RunOptions(
        out=folder,
        window=task.window,
        budget=task.budget,
        models=scenario.models,
        share=task.share,
        drain=task.drain,
        batch=task.batch,
        served_at=task.served_at,
    )
    if begun(folder):
        return resume_run(folder, options, retry_failed=task.retry_failed)
    return begin_in(folder, scenario, Path(task.source), options)
