from __future__ import annotations

import mesa
import pytest

from vs_sim.errors import Unanswered, UnknownName, VsSimError
from vs_sim.world.asking import Asking
from vs_sim.world.speaker import Speaker


def test_outside_a_window_an_answer_is_there_at_once(asking: Asking) -> None:
    speaker = Speaker(mesa.Model(), "resident", asking=asking)
    assert speaker.ask("moves").value == "No"
    assert speaker.ask("moves").draw.distribution.texts == ["No"]


def test_inside_a_window_it_is_there_afterwards(asking: Asking) -> None:
    speaker = Speaker(mesa.Model(), "resident", asking=asking)
    with asking.together():
        answer = speaker.ask("moves")
        with pytest.raises(VsSimError, match="not there yet"):
            _ = answer.value
    assert answer.value == "No"


def test_an_answer_that_cannot_be_read_is_an_error_and_no_value(asking: Asking) -> None:
    speaker = Speaker(mesa.Model(), "resident", asking=asking)
    question = asking.scenario.questions["moves"].model_copy(update={"ask": "Unclear?"})
    answer = speaker.ask(question)
    assert isinstance(answer.failed, Unanswered)
    with pytest.raises(Unanswered):
        _ = answer.value


def test_no_more_people_are_sampled_than_the_scenario_has(asking: Asking) -> None:
    model = mesa.Model()
    for _ in range(2):
        Speaker(model, "resident", asking=asking)
    with pytest.raises(VsSimError, match="the scenario has 2 of role resident"):
        Speaker(model, "resident", asking=asking)


def test_windows_do_not_nest(asking: Asking) -> None:
    with pytest.raises(VsSimError, match="inside itself"), asking.together(), asking.together():
        pass


def test_after_the_run_is_completed_nothing_is_asked(asking: Asking) -> None:
    speaker = Speaker(mesa.Model(), asking=asking)
    asking.close()
    with pytest.raises(VsSimError, match="completed"):
        speaker.ask("moves")


def test_an_unknown_question_is_named_with_the_known_ones(asking: Asking) -> None:
    with pytest.raises(UnknownName, match="no question 'move'; known: moves"):
        Speaker(mesa.Model(), asking=asking).ask("move")
