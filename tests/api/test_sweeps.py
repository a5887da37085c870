from __future__ import annotations

from pathlib import Path

import pytest

from tests.sweep.plans import METHODS, plan
from vs_sim.api.sweeps import check_plan, estimate_plan, sweep
from vs_sim.errors import ScenarioError
from vs_sim.sweep.sweep_options import SweepOptions
from vs_sim.sweep.sweep_run import Sweep


def test_a_plan_is_checked_without_being_run(tmp_path: Path) -> None:
    planned = check_plan(plan(tmp_path, METHODS), ["dialogues=7"])
    assert [cell.scenario.roles["persuadee"].method.name for cell in planned.cells] == ["direct", "vs_standard"]
    assert {cell.scenario.model_dump()["dialogues"] for cell in planned.cells} == {7}
    assert [file.name for file in tmp_path.iterdir()] == ["plan.yaml"]


def test_a_fault_of_a_cell_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="vs_standrad"):
        check_plan(plan(tmp_path, "grid: {roles.persuadee.method: [direct, vs_standrad]}\n"))


def test_the_estimate_of_a_plan_is_what_its_cells_take_together(swept: Sweep, tmp_path: Path) -> None:
    found = estimate_plan(plan(tmp_path, METHODS))
    assert (found.dialogues, found.calls, found.usd) == (8, swept.cells["calls"].sum(), 0)


def test_a_plan_is_run_and_its_folder_is_read_again(tmp_path: Path) -> None:
    done = sweep(plan(tmp_path), out=tmp_path / "s", workers=1, options=SweepOptions(executor="threads"))
    assert list(done.cells["status"]) == ["done"]
    assert sweep(done.folder).cells.equals(done.cells)
