from __future__ import annotations

from pathlib import Path

import pytest

from tests.sweep.plans import METHODS, held_part, read
from vs_sim.core.cost import capped
from vs_sim.errors import BudgetExceeded, VsSimError
from vs_sim.log.part import Part
from vs_sim.sweep.sweep_run import Sweep


def test_a_part_is_a_sweep_of_some_cells(tmp_path: Path) -> None:
    planned = read(tmp_path, METHODS, "replicates: 2\n")
    found = held_part(planned, tmp_path / "s", Part(2, 3))
    assert found.folder == tmp_path / "s" / "part-2-of-3"
    assert found.cells["cell"].tolist() == [planned.cells[1].id]
    assert found.cells["status"].tolist() == ["done"]


def test_all_parts_together_keep_a_budget(tmp_path: Path) -> None:
    planned = read(tmp_path, METHODS)
    for which in (1, 2):
        with pytest.raises(BudgetExceeded):
            held_part(planned, tmp_path / "s", Part(which, 2), budget=capped(["9calls"]))
    spent = sum(int(Sweep(tmp_path / "s" / f"part-{which}-of-2").cells["calls"].sum()) for which in (1, 2))
    assert spent == 9


def test_a_part_without_cells_is_completed_at_once(tmp_path: Path) -> None:
    found = held_part(read(tmp_path, METHODS), tmp_path / "s", Part(3, 3))
    assert found.cells.empty


def test_more_parts_than_requests_at_once_are_refused(tmp_path: Path) -> None:
    entry = "models.persona={backend: openai_compatible, model: m, api_base: 'http://127.0.0.1:9/v1', max_in_flight: 2}"
    with pytest.raises(VsSimError, match="3 parts cannot share 2"):
        held_part(read(tmp_path, METHODS, sets=(entry,)), tmp_path / "s", Part(3, 3))
