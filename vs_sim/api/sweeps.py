"""Sweeps: a plan is checked and estimated, its cells are run, and a sweep is opened."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from vs_sim.core.model_entry import ModelEntry
from vs_sim.log.part import Part
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.cost_estimate import CostEstimate, expected_cost
from vs_sim.simulation.progress import on_stderr
from vs_sim.sweep.cell import Planned
from vs_sim.sweep.load_plan import is_plan, load_plan
from vs_sim.sweep.scheduler import run_sweep
from vs_sim.sweep.sweep_folder import is_sweep
from vs_sim.sweep.sweep_options import SweepOptions
from vs_sim.sweep.sweep_part import cut_sweep
from vs_sim.sweep.sweep_run import Sweep


def sweep(
    plan: str | Path,
    *,
    out: str | Path | None = None,
    workers: int | None = None,
    sets: Sequence[str] = (),
    part: tuple[int, int] | None = None,
    options: SweepOptions | None = None,
) -> Sweep:
    """Run every cell of a plan that is not completed yet, and give the sweep; the same call resumes it.

    Args:
        plan: A YAML file, the name of a shipped plan, or the folder of a sweep that is only to be read.
        out: The sweep's folder; None for `runs/sweep-NAME`.
        workers: Cells run at once; None for one a processor.
        sets: Changes to the plan or to the scenario of every cell, each `path=value`.
        part: Run only some of the cells: (3, 8) is the third of eight parts, in a folder of its own inside `out`.
        options: How the sweep is carried out; by default in processes of this machine, with a progress bar.

    Raises:
        ScenarioError: The plan or one of its cells has faults; all of them are named.
        Paused: The sweep was paused; nothing is lost.
        BudgetExceeded: The budget is spent; nothing is lost.
    """
    if is_sweep(plan):
        return Sweep(plan)
    planned = load_plan(plan, sets)
    path = Path(out) if out else Path("runs") / f"sweep-{planned.path.stem}"
    chosen = options or SweepOptions(progress=on_stderr())
    chosen = replace(chosen, workers=workers) if workers else chosen
    if part is not None:
        planned, path, chosen = cut_sweep(planned, path, chosen, Part(*part))
    run_sweep(planned, path, chosen)
    return Sweep(path)


def check_plan(plan: str | Path, sets: Sequence[str] = ()) -> Planned:
    """A plan with all of its cells, checked but not run.

    Raises:
        ScenarioError: It has faults; all of them are named with their places.
    """
    return load_plan(plan, sets)


def models_in(scenario_or_plan: str) -> dict[str, ModelEntry]:
    """The entries of models of a scenario, or of the scenario that a plan varies.

    Raises:
        ScenarioError: It has faults; all of them are named.
    """
    plan = is_plan(scenario_or_plan)
    scenario = load_plan(scenario_or_plan).cells[0].scenario if plan else load_scenario(scenario_or_plan).scenario
    return dict(scenario.models)


def estimate_plan(plan: str | Path, *, sets: Sequence[str] = (), window: int = 64) -> CostEstimate:
    """Estimate what a sweep will take, before anything is spent: all of its cells together, one a processor at a time.

    Raises:
        ScenarioError: The plan has faults; all of them are named.
    """
    cells = load_plan(plan, sets).cells
    found = [expected_cost(cell.scenario, cell.source, window=window) for cell in cells]
    return CostEstimate(
        dialogues=sum(each.dialogues for each in found),
        calls=sum(each.calls for each in found),
        prompt_tokens=sum(each.prompt_tokens for each in found),
        completion_tokens=sum(each.completion_tokens for each in found),
        usd=math.fsum(each.usd for each in found),
        minutes=sum(each.minutes for each in found) / min(os.cpu_count() or 1, len(found)),
    )
