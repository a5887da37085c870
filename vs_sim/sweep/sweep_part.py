"""A part of a sweep: some of its cells in a folder of their own, begun or continued by one and the same command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vs_sim.log.part import Part
from vs_sim.simulation.models_of_run import entries_of, models_used
from vs_sim.simulation.part_run import require_slots
from vs_sim.sweep.cell import Planned
from vs_sim.sweep.sweep_options import SweepOptions


def cut_sweep(planned: Planned, path: Path, options: SweepOptions, part: Part) -> tuple[Planned, Path, SweepOptions]:
    """The cells of one part, its folder, and how it is carried out.

    Args:
        planned: The whole plan.
        path: The folder of the whole sweep, in which the part gets its own.
        options: How all parts together are carried out: the part has its share of the budget and of every limit.
        part: Which.

    Raises:
        VsSimError: There are more parts than a model may be asked requests at once.
    """
    if options.served_at is None:
        for cell in planned.cells:
            require_slots(entries_of(cell.scenario), models_used(cell.scenario), part.of)
        options = replace(options, share=part.share)
    return planned.cut(part), path / part.folder, replace(options, budget=part.budget(options.budget))
