from __future__ import annotations

from pathlib import Path

from vs_sim.api.runs import simulate
from vs_sim.simulation.session import RunOptions


def test_a_run_of_another_kind_has_tables_without_rows(tmp_path: Path) -> None:
    run = simulate("die_roll", size=2, options=RunOptions(out=tmp_path / "run"))
    assert [len(frame) for frame in (run.stances, run.ties, run.tie_changes, run.talks)] == [0] * 4
