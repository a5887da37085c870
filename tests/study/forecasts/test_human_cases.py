from __future__ import annotations

from typing import Any

import pytest

import vs_sim as vs
from tests.places import needs_shared
from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.forecast_cases import ForecastCase, ForecastTask
from vs_sim.study.coding.run_labels import run_codings
from vs_sim.study.forecasts.human_cases import forecast_cases
from vs_sim.study.forecasts.next_steps import NextSteps


def cases(people: vs.Run, **steps: Any) -> list[ForecastCase]:
    questions = {"donation": people.scenario.questions["donation"]}
    return forecast_cases(people, NextSteps(questions, **steps), "persuadee", 1)


def task(case: ForecastCase, question: str, moment: str) -> ForecastTask:
    return next(task for task in case.tasks if (task.question, task.moment) == (question, moment))


def test_every_dialogue_is_a_case_with_what_its_person_decided(simulated: vs.Run) -> None:
    found = cases(simulated)
    decided = simulated.dialogues.set_index("unit")["donation"]
    assert {case.unit: task(case, "donation", "end").actual for case in found} == decided.to_dict()


def test_before_a_turn_the_other_side_has_been_heard_and_after_the_last_everything(simulated: vs.Run) -> None:
    case = cases(simulated, after=(0, 1, None))[0]
    assert [task(case, "donation", moment).heard for moment in ("000", "001", "end")] == [1, 3, 4]
    assert [role for role, _ in case.lines] == ["persuader", "persuadee"] * 2


def test_the_act_of_the_next_turn_is_the_first_kind_that_its_labels_show(simulated: vs.Run) -> None:
    coded = run_codings(simulated, "resistance")
    kinds = ["refusal", "resistance", "reserve", "commitment"]
    for case in cases(simulated, act="resistance"):
        mine = coded[(coded["unit"] == case.unit) & (coded["turn"] == 1) & coded["label"].isin(kinds)]
        expected = min(mine["label"], key=kinds.index, default="none of these")
        assert task(case, "next_act", "000").actual == expected


def test_the_stranger_is_somebody_else(simulated: vs.Run) -> None:
    for case in cases(simulated):
        assert case.stranger.keys() == case.traits.keys()
        assert case.stranger != case.traits


def test_the_order_follows_from_the_seed_alone(simulated: vs.Run) -> None:
    first, again = ([case.unit for case in cases(simulated)] for _ in range(2))
    assert first == again != sorted(first)


def test_a_moment_that_no_dialogue_has_leaves_nothing(simulated: vs.Run) -> None:
    with pytest.raises(StudyError, match="holds anything"):
        cases(simulated, after=(9,))


def test_a_fact_or_a_role_that_the_run_does_not_know_is_named(simulated: vs.Run) -> None:
    with pytest.raises(UnknownName, match="period"):
        cases(simulated, where={"period": "C"})
    with pytest.raises(UnknownName, match="giver"):
        forecast_cases(simulated, NextSteps({}), "giver", 0)


@needs_shared
def test_real_people_are_cases_with_their_payments_and_the_acts_of_annotators(people: vs.Run) -> None:
    found = cases(people, after=(3, None), act="resistance", coder="annotators", where={"period": "C"})
    frame = people.dialogues.set_index("unit")
    assert len(found) == sum(frame["period"] == "C")
    assert all(task(case, "donation", "end").actual == frame["donation"][case.unit] for case in found)
    coded = [case for case in found if any(task.question == "next_act" for task in case.tasks)]
    assert 5 < len(coded) < 40
    assert {task(case, "next_act", "003").actual for case in coded} >= {"none of these"}
