"""How many cells of a sweep are run at once."""

from __future__ import annotations

import os
from collections.abc import Collection

from vs_sim.llm.backend import BACKENDS
from vs_sim.simulation.models_of_run import entries_of, models_used
from vs_sim.sweep.cell import Cell

ONE_WORKER = "one cell at a time: the model runs in the process, is loaded once, and takes all cores as it is"


def in_one_process(cell: Cell) -> bool:
    """Whether a cell asks a model that takes the whole machine."""
    entries = entries_of(cell.scenario)
    return any(BACKENDS.get(entries[key].backend).one_process for key in models_used(cell.scenario))


def workers_for(cells: Collection[Cell], wanted: int | None, parts: int = 1) -> int:
    """How many cells are run at once: as requested, but no more than there are, nor than a model's slots allow.

    Unless more are requested, a model in the process gets one worker, which keeps it loaded from cell to cell.

    Args:
        cells: To be run.
        wanted: As requested; None for one a processor.
        parts: Sweeps that run at once and share the slots.
    """
    slots = [entry.max_in_flight // parts for cell in cells for entry in entries_of(cell.scenario).values()]
    processors = 1 if any(map(in_one_process, cells)) else os.cpu_count() or 1
    return max(min([processors if wanted is None else wanted, len(cells), *slots]), 1)
