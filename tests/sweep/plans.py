"""Small plans that tests hold."""

from __future__ import annotations

from pathlib import Path

from vs_sim.log.part import Part
from vs_sim.sweep.cell import Planned
from vs_sim.sweep.load_plan import load_plan
from vs_sim.sweep.scheduler import run_sweep
from vs_sim.sweep.sweep_options import SweepOptions
from vs_sim.sweep.sweep_part import cut_sweep
from vs_sim.sweep.sweep_run import Sweep

HEAD = """\
scenario: persuasion_for_good
set: {dialogues: 4, exchanges: 1}
"""
METHODS = """\
grid:
  roles.persuadee.method: [direct, {vs_standard: {k: 3}}]
"""


def plan(folder: Path, *parts: str, name: str = "plan") -> Path:
    """A plan's file: the head and what is given."""
    file = folder / f"{name}.yaml"
    file.write_text(HEAD + "".join(parts), encoding="utf-8")
    return file


def read(folder: Path, *parts: str, sets: tuple[str, ...] = ()) -> Planned:
    """A plan as it is read."""
    return load_plan(plan(folder, *parts), sets)


def held_part(planned: Planned, out: Path, part: Part, **options: object) -> Sweep:
    """A part of a plan held in threads of this process; `out` is the folder of the whole."""
    chosen = SweepOptions(**{"workers": 2, "executor": "threads", **options})  # type: ignore[arg-type]
    own, folder, chosen = cut_sweep(planned, out, chosen, part)
    run_sweep(own, folder, chosen)
    return Sweep(folder)


def held(planned: Planned, out: Path, **options: object) -> Sweep:
    """A plan held in threads of this process."""
    run_sweep(planned, out, SweepOptions(**{"workers": 2, "executor": "threads", **options}))  # type: ignore[arg-type]
    return Sweep(out)
