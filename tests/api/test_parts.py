from __future__ import annotations

from pathlib import Path

import vs_sim as vs
from vs_sim.simulation.session import RunOptions
from vs_sim.sweep.sweep_options import SweepOptions


def test_parts_are_run_and_collected_from_python(tmp_path: Path) -> None:
    options = RunOptions(out=tmp_path / "r")
    for which in (1, 2):
        vs.simulate("persuasion_for_good", size=2, sets=["exchanges=1"], part=(which, 2), options=options)
    assert vs.collect(tmp_path / "r").run.counts == (2, 0)


def test_a_sweep_is_run_in_parts_from_python(tmp_path: Path) -> None:
    sets = ["dialogues=1", "exchanges=1", "grid={roles.persuadee.method: [direct, cot]}", "replicates=1"]
    for which in (1, 2):
        part = vs.sweep("methods", out=tmp_path, sets=sets, part=(which, 2), options=SweepOptions(executor="threads"))
        assert part.cells["status"].eq("done").all()
    assert vs.collect(tmp_path).sweep.cells["status"].eq("done").all()
