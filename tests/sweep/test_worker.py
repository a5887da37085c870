from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

from vs_sim.core.cost import capped
from vs_sim.log.run import Run
from vs_sim.log.tables import LOG_FILE
from vs_sim.simulation.checking import load_scenario
from vs_sim.sweep.worker import CellEnd, Task, run_cell


def task(folder: Path, *sets: str, budget: str = "1000calls") -> Task:
    scenario = load_scenario("persuasion_for_good", ["dialogues=3", "exchanges=1", *sets]).scenario
    return Task(str(folder / "cell"), scenario.model_dump(mode="json"), str(folder), capped([budget]))


def test_a_cell_is_run_once_and_then_only_read(tmp_path: Path) -> None:
    given = task(tmp_path)
    assert run_cell(given) == CellEnd("done")
    first = Run(tmp_path / "cell")
    assert run_cell(given) == CellEnd("done")
    again = Run(tmp_path / "cell")
    assert (again.counts, again.call_count, again.digest) == ((3, 0), first.call_count, first.digest)


def test_too_many_failed_dialogues_make_a_failed_cell_with_its_reason(tmp_path: Path) -> None:
    found = run_cell(task(tmp_path, "models.persona.faults={refusal: 1.0}"))
    assert found == CellEnd("failed", "3 of 3 dialogues failed, more than 5%")


def test_a_budget_that_is_spent_is_no_failure(tmp_path: Path) -> None:
    found = run_cell(task(tmp_path, budget="2calls"))
    assert found.end == "spent" and "calls" in found.reason and not found.unpriced


def test_a_log_that_was_cut_off_before_it_said_anything_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "cell").mkdir()
    with closing(sqlite3.connect(tmp_path / "cell" / LOG_FILE)) as log:
        log.execute("PRAGMA user_version = 0")
    assert run_cell(task(tmp_path)) == CellEnd("done")


def test_a_task_and_its_end_can_be_sent_to_another_process(tmp_path: Path) -> None:
    for each in (task(tmp_path), CellEnd("failed", "why", "what to do")):
        assert pickle.loads(pickle.dumps(each)) == each
