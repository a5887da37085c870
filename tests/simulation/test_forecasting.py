from __future__ import annotations

from pathlib import Path

import pytest

import vs_sim as vs
from tests import forecasting
from tests.forecasting import PLAN, TALK
from vs_sim.core.cost import capped
from vs_sim.errors import BudgetExceeded, StudyError, UnknownName
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.forecasting import CONDITIONS, named_conditions, prepare_forecast, run_forecast
from vs_sim.simulation.session import RunOptions


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> vs.Run:
    return forecasting.people(tmp_path_factory.mktemp("people") / "run")


def test_the_calls_are_known_before_anything_is_spent(people: vs.Run, tmp_path: Path) -> None:
    loaded = load_scenario("persuasion_for_good", TALK)
    prepared = prepare_forecast(people, loaded, PLAN)
    assert run_forecast(loaded, prepared, RunOptions(out=tmp_path / "f")).call_count == prepared.cost().calls


def test_a_forecast_whose_budget_is_spent_goes_on_to_the_same_digest(people: vs.Run, tmp_path: Path) -> None:
    loaded = load_scenario("persuasion_for_good", TALK)
    prepared = prepare_forecast(people, loaded, PLAN)
    whole = run_forecast(loaded, prepared, RunOptions(out=tmp_path / "whole"))
    with pytest.raises(BudgetExceeded):
        run_forecast(loaded, prepared, RunOptions(out=tmp_path / "cut", budget=capped(["30calls"])))
    assert run_forecast(loaded, prepared, RunOptions(out=tmp_path / "cut")).digest == whole.digest


def test_logprobs_are_asked_for_only_where_the_model_gives_them(people: vs.Run) -> None:
    given = prepare_forecast(people, load_scenario("persuasion_for_good", TALK), PLAN).scenario.conditions
    remote = load_scenario("persuasion_for_good", [*TALK, "models.persona={model: anthropic/claude-sonnet-4-20250514}"])
    assert set(given) == set(CONDITIONS)
    assert set(prepare_forecast(people, remote, PLAN).scenario.conditions) == set(CONDITIONS) - {"logprobs"}


def test_where_a_stand_in_took_the_place_of_people_the_truth_comes_along(people: vs.Run) -> None:
    prepared = prepare_forecast(people, load_scenario("persuasion_for_good", TALK), PLAN)
    ends = [task for case in prepared.cases for task in case.tasks if task.moment == "end"]
    assert all(sum(share for _, share in task.truth) == pytest.approx(1) for task in ends)
    assert not any(task.truth for case in prepared.cases for task in case.tasks if task.moment == "000")


def test_a_scenario_that_asks_nothing_people_were_asked_is_refused(people: vs.Run) -> None:
    with pytest.raises(StudyError, match="asks no closed question") as caught:
        prepare_forecast(people, load_scenario("die_roll"), PLAN)
    assert "donation" in str(caught.value.hint)


def test_conditions_are_named_as_they_are_known() -> None:
    assert list(named_conditions("direct, own persona")) == ["direct", "own persona"]
    with pytest.raises(UnknownName, match="own person"):
        named_conditions("own person")
