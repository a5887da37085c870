"""Societies of one's own, by the worked example of docs/mesa.md."""

from __future__ import annotations

import inspect
import os
import re
import runpy
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Any

import mesa
import pytest

import vs_sim as vs
from tests.places import ROOT
from vs_sim.core.cost import UNLIMITED
from vs_sim.errors import BudgetExceeded, LogError, VsSimError
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions

HERE = {**os.environ, "PYTHONPATH": str(ROOT)}
PAGE = (ROOT / "docs" / "mesa.md").read_text(encoding="utf-8")
(SCENARIO,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
MODEL, SCRIPT, VILLAGE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("town.yaml").write_text(SCENARIO, encoding="utf-8")
    Path("town.py").write_text(MODEL, encoding="utf-8")
    return runpy.run_path("town.py")["Town"]


def stepped(town: Any, out: str, steps: int = 3, **more: Any) -> Run:
    with town(rng=1, out=out, **more) as made:
        for _ in range(steps):
            made.step()
    return Run(out)


def test_the_worked_example_has_fewer_than_sixty_lines_and_runs() -> None:
    assert len(MODEL.splitlines()) < 60


def test_rules_and_speakers_share_a_grid_and_the_answers_become_a_run(town: Any) -> None:
    run = stepped(town, "run")
    assert (run.state, run.counts) == ("done", (8, 0))
    assert len(run.answers("moves")) == 8 * 3
    asked = run.request(str(run.calls["name"][0])).messages[-1].content
    assert re.search(r"\d+% of your neighbours belong to your group", asked)


def test_it_runs_under_batch_run_and_each_model_is_a_completed_run(town: Any) -> None:
    parameters: dict[str, Any] = {"speakers": [0, 4], "max_steps": 2}
    takes_rng = "rng" in inspect.signature(mesa.batch_run).parameters
    seeds = {"rng": [1, 2]}
    rows = (
        mesa.batch_run(town, parameters, display_progress=False, **seeds)
        if takes_rng
        else mesa.batch_run(town, parameters | seeds, display_progress=False)
    )
    assert {(row["speakers"], row["rng"]) for row in rows} == {(0, 1), (0, 2), (4, 1), (4, 2)}
    assert all(0 <= row["alike"] <= 1 for row in rows)
    runs = [Run(folder) for folder in sorted(Path("runs").iterdir())]
    assert [run.state for run in runs] == ["done"] * 4
    assert sorted(run.call_count for run in runs) == [0, 0, 8, 8]


def test_the_window_changes_nothing_and_the_seed_does(town: Any) -> None:
    one = stepped(town, "one", options=RunOptions(window=1))
    assert one.digest == stepped(town, "many").digest
    with town(rng=2, out="other") as made:
        made.step()
    assert made.finish().digest != one.digest


def test_without_a_seed_each_model_has_its_own_and_a_folder_keeps_it(town: Any) -> None:
    one, other = town(), town(out="other")
    assert one.script.seed != other.script.seed
    other.close()
    with town(out="other") as again:
        assert again.script.seed == other.script.seed
    one.close()


def test_what_stopped_early_goes_on_without_asking_again(town: Any) -> None:
    whole = stepped(town, "whole")
    with pytest.raises(BudgetExceeded):
        stepped(town, "run", options=RunOptions(budget=replace(UNLIMITED, calls=13.0)))
    assert 0 < Run("run").call_count <= 13
    run = stepped(town, "run")
    assert (run.digest, run.call_count) == (whole.digest, whole.call_count)


def test_what_was_killed_goes_on_without_asking_again(town: Any) -> None:
    whole = stepped(town, "whole")
    killed = """
        import os, signal
        town = Town(rng=1, out="run")
        town.step()
        Resident.act = lambda resident: os.kill(os.getpid(), signal.SIGKILL)
        town.step()
    """
    script = f"{MODEL}\n\n{textwrap.dedent(killed)}"
    done = subprocess.run([sys.executable, "-c", script], env=HERE, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert (Run("run").state, Run("run").call_count) == ("open", 16)
    run = stepped(town, "run")
    assert (run.digest, run.call_count) == (whole.digest, whole.call_count)


def test_after_the_last_step_the_run_is_completed_and_nothing_more_is_asked(town: Any) -> None:
    made = town(rng=1, out="run", max_steps=1)
    made.step()
    assert (made.running, Run("run").state) == (False, "done")
    with pytest.raises(VsSimError, match="the run is completed"):
        made.step()
    with pytest.raises(LogError, match="already holds a completed run"):
        town(rng=1, out="run")


def test_a_society_that_is_left_goes_on_when_it_is_made_again(town: Any) -> None:
    made = town(rng=1, out="run")
    made.step()
    made.close()
    with pytest.raises(VsSimError, match="left"):
        made.step()
    assert stepped(town, "run").state == "done"


def test_any_mesa_model_can_hold_speakers(town: Any, capsys: pytest.CaptureFixture[str]) -> None:
    Path("village.py").write_text(VILLAGE, encoding="utf-8")
    runpy.run_path("village.py", {"mesa": mesa, "vs": vs})
    assert capsys.readouterr().out.count("Resident: ") == 3


def test_the_script_of_the_page_runs(town: Any) -> None:
    Path("town.py").write_text(f"{MODEL}\n\n{SCRIPT}", encoding="utf-8")
    done = subprocess.run([sys.executable, "town.py"], env=HERE, check=True, capture_output=True, text=True)
    assert re.search(r"\{0: \d+, 8: \d+\}", done.stdout)
    assert Run("runs/town").state == "done"
