from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.sweep.plans import METHODS, plan
from vs_sim import sweep
from vs_sim.cli.main import app


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("typed")
    plan(found, METHODS)
    done = typed("sweep", found / "plan.yaml", "--out", found / "s", "--executor", "threads", "--quiet")
    assert done.exit_code == 0, done.output
    return found


def test_a_sweep_is_shown_with_its_contrasts(folder: Path) -> None:
    said = typed("show", folder / "s").stdout
    assert "Pipeline validation" in said
    assert "paired contrasts: first less second" in said
    assert "persuadee.method=direct" in said


def test_a_sweep_is_printed_as_json(folder: Path) -> None:
    found = json.loads(typed("show", folder / "s", "--json").stdout)
    assert [cell["status"] for cell in found["cells"]] == ["done", "done"]
    assert {"table", "contrasts", "standin"} <= set(found)


def test_a_cell_is_shown_as_the_run_it_is(folder: Path) -> None:
    cell = next((folder / "s" / "cells").iterdir())
    assert "4 dialogues completed" in typed("show", cell).stdout


def test_a_sweep_is_exported(folder: Path) -> None:
    done = typed("export", folder / "s", "--to", "jsonl", "--out", folder / "out")
    assert str(folder / "out" / "turns.jsonl") in done.stdout.replace("\n", "")


def test_a_plan_is_checked_cell_by_cell(folder: Path) -> None:
    assert "plan.yaml: no faults in 2 cells" in typed("check", folder / "plan.yaml").output


def test_faults_of_a_plan_are_counted(tmp_path: Path) -> None:
    done = typed("check", plan(tmp_path, "grid: {dialogues: [1, 0]}\n"))
    assert done.exit_code == 2
    assert "plan.yaml:3:23: dialogues" in done.output


def test_a_plan_is_estimated_as_a_whole(folder: Path) -> None:
    found = json.loads(typed("estimate", folder / "plan.yaml", "--json").stdout)
    assert found["dialogues"] == 8


def test_a_failed_cell_makes_the_command_fail(tmp_path: Path) -> None:
    file = plan(tmp_path, "grid: {models.persona.faults: [{}, {refusal: 1.0}]}\n")
    done = typed("sweep", file, "--out", tmp_path / "s", "--executor", "threads")
    assert done.exit_code == 4
    assert "1 of 2 cells failed" in done.output
    assert "4 of 4 dialogues failed" in done.output


def test_plans_formats_and_executors_are_listed() -> None:
    found = json.loads(typed("list", "--json").stdout)
    assert {"methods", "paper_dialogue"} <= set(found["plans"])
    assert set(found["formats"]) == {"chat", "convokit", "csv", "jsonl", "parquet"}
    assert set(found["executors"]) == {"dask", "local", "ray", "threads"}


def test_a_sweep_can_be_read_from_its_folder(folder: Path) -> None:
    assert sweep(folder / "s").cells["status"].tolist() == ["done", "done"]


def test_a_run_shows_itself_and_escapes_what_strangers_wrote(folder: Path) -> None:
    run = next(iter(sweep(folder / "s").runs.values()))
    run.scenario = run.scenario.model_copy(update={"title": "<script>"})
    shown = run._repr_html_()
    assert "<script>" not in shown
    assert "Pipeline validation" in shown
    assert "4 completed, 0 failed" in shown
