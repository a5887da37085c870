from __future__ import annotations

import mesa
import pytest

from vs_sim.errors import UnknownName, VsSimError
from vs_sim.world.asking import Asking
from vs_sim.world.speaker import Speaker, talk


def test_speakers_talk_and_are_asked_about_it(asking: Asking) -> None:
    model = mesa.Model()
    speakers = [Speaker(model, "resident", asking=asking) for _ in range(2)]
    said = talk(*speakers, exchanges=1)
    assert said.lines == ('Resident: "Well."', 'Resident: "Well."')
    assert speakers[0].ask("moves", lines=said.lines).value == "No"


def test_a_talk_has_two_or_more(asking: Asking) -> None:
    with pytest.raises(VsSimError, match="two or more"):
        talk(Speaker(mesa.Model(), asking=asking))


def test_a_speaker_knows_its_last_answers_for_those_who_report_them(asking: Asking) -> None:
    speaker = Speaker(mesa.Model(), asking=asking)
    speaker.ask("moves")
    assert speaker.answers == {"moves": "No"}


def test_an_answer_that_cannot_be_read_is_none_of_the_last_answers(asking: Asking) -> None:
    speaker = Speaker(mesa.Model(), asking=asking)
    speaker.ask("moves")
    question = asking.scenario.questions["moves"].model_copy(update={"ask": "Unclear?"})
    speaker.answers["question"] = "old"
    speaker.ask(question)
    assert speaker.answers == {"moves": "No"}


def test_a_speaker_is_an_agent_in_the_sets_of_mesa(asking: Asking) -> None:
    model = mesa.Model()
    Speaker.create_agents(model, 2, asking=asking)
    with asking.together():
        model.agents.shuffle_do("ask", "moves")
    assert model.agents.select(agent_type=Speaker).get("role") == ["resident", "resident"]
    assert model.agents.groupby(lambda agent: agent.answers["moves"]).count() == {"No": 2}


def test_the_situation_is_told_in_the_prompt(asking: Asking) -> None:
    answer = Speaker(mesa.Model(), asking=asking).ask("moves", now="It rains.")
    assert answer.value == "No"


def test_without_anything_to_ask_through_it_is_said_what_to_do() -> None:
    with pytest.raises(VsSimError, match="needs something to ask through"):
        Speaker(mesa.Model())


def test_an_unknown_role_is_named_with_the_known_ones(asking: Asking) -> None:
    with pytest.raises(UnknownName, match="no role 'resid'"):
        Speaker(mesa.Model(), "resid", asking=asking)
