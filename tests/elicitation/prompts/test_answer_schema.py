from __future__ import annotations

from tests.elicitation.golden import request
from vs_sim.core.question import Question
from vs_sim.elicitation.method import METHODS


def test_plain_answers_ask_for_no_schema() -> None:
    assert [method for method in METHODS.names() if request(method).schema is None] == [
        "direct",
        "logprobs",
        "multi_turn",
    ]


def test_a_list_is_bounded_by_its_number() -> None:
    responses = (request("vs_standard", k=7).schema or {})["properties"]["responses"]
    assert (responses["minItems"], responses["maxItems"]) == (7, 7)


def test_a_batch_is_bounded_by_its_own_number() -> None:
    responses = (request("vs_multi", k=8, batch=5).schema or {})["properties"]["responses"]
    assert (responses["minItems"], responses["maxItems"]) == (5, 5)


def test_a_list_left_to_the_model_is_bounded_too() -> None:
    responses = (request("sequence", k="model").schema or {})["properties"]["responses"]
    assert (responses["minItems"], responses["maxItems"]) == (1, 30)


def test_texts_and_reasonings_are_bounded() -> None:
    utterance = Question(ask="What do you say next?", of="persuadee", when="turn")
    properties = (request("vs_cot", utterance).schema or {})["properties"]
    assert properties["reasoning"]["maxLength"] > 0
    assert properties["responses"]["items"]["properties"]["text"]["maxLength"] > 0
