from __future__ import annotations

import pytest

import vs_sim as vs
from vs_sim.errors import ScenarioError


def faults(scenario: str, *sets: str) -> list[str]:
    with pytest.raises(ScenarioError) as error:
        vs.check(scenario, sets=sets)
    return [fault.message for fault in error.value.faults]


def test_a_closed_question_can_be_asked_for_its_probabilities() -> None:
    assert vs.check("die_roll", sets=["roles.person.method=logprobs"]).scenario


def test_an_open_question_cannot() -> None:
    assert "state is answered by a text" in faults("state_survey", "roles.person.method=logprobs")[0]


def test_nor_can_the_turns_of_a_dialogue() -> None:
    found = faults("persuasion_for_good", "roles.persuadee.method=logprobs")
    assert found == ["logprobs needs closed answers, and what persuadee says in a turn is free text"]


def test_a_grid_with_too_many_amounts_cannot() -> None:
    changes = ("questions.given.answer={amount: [0, 10000], step: 1}", "questions.given.method=logprobs")
    assert "an amount from 0 to 10000" in faults("dictator_game", *changes)[0]


def test_a_backend_without_token_probabilities_is_named_before_anything_is_asked() -> None:
    changes = ("roles.person.method=logprobs", "models.persona={backend: litellm, model: anthropic/claude-x}")
    assert "backend litellm gives none" in faults("die_roll", *changes)[0]
