from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.simulation.mixed_model import SCENARIO, Town
from vs_sim.core.cost import UNLIMITED
from vs_sim.errors import BudgetExceeded, LogError, VsSimError
from vs_sim.log.run import Run
from vs_sim.simulation.asking_run import asking_run
from vs_sim.simulation.session import RunOptions


def played(folder: Path, out: str, steps: int = 3, **options: object) -> Run:
    (folder / "town.yaml").write_text(SCENARIO, encoding="utf-8")
    with asking_run(folder / "town.yaml", options=RunOptions(out=folder / out, **options)) as asking:  # type: ignore[arg-type]
        town = Town(asking)
        for _ in range(steps):
            town.step()
        assert town.datacollector.get_model_vars_dataframe()["moved"].tolist()[-1] == town.moved
    return Run(folder / out)


def test_rules_and_speakers_share_a_grid_and_the_questions_become_a_run(tmp_path: Path) -> None:
    run = played(tmp_path, "run")
    assert (run.state, run.counts) == ("done", (12, 0))
    assert len(run.answers("moves")) == 12 * 3
    assert len(run.turns) == 2 * 3


def test_the_window_changes_nothing(tmp_path: Path) -> None:
    assert played(tmp_path, "one", window=1).digest == played(tmp_path, "many", window=64).digest


def test_a_model_that_ran_out_of_budget_goes_on_and_pays_for_nothing_twice(tmp_path: Path) -> None:
    whole = played(tmp_path, "whole")
    with pytest.raises(BudgetExceeded):
        played(tmp_path, "run", budget=replace(UNLIMITED, calls=20.0))
    kept = Run(tmp_path / "run").call_count
    assert 0 < kept <= 20
    run = played(tmp_path, "run")
    assert (run.digest, run.call_count) == (whole.digest, whole.call_count)


def test_a_completed_run_and_one_of_another_scenario_are_left_alone(tmp_path: Path) -> None:
    played(tmp_path, "run", steps=1)
    with pytest.raises(LogError, match="already holds a completed run"):
        played(tmp_path, "run")


def test_another_kind_of_scenario_is_refused() -> None:
    with pytest.raises(VsSimError, match="need a scenario of kind survey"), asking_run("climate_network"):
        pass
