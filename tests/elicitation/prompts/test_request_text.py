from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elicitation.golden import DONATION, FOLDER, PERSONA, clause, conversation, files, request, text
from vs_sim.core.question import Question
from vs_sim.elicitation.method import METHODS
from vs_sim.elicitation.prompts.request_text import before_clause, quoted

each_method = pytest.mark.parametrize("method", METHODS.names())


@pytest.mark.parametrize("name", files())
def test_the_prompt_reads_as_the_golden_file(name: str) -> None:
    assert files()[name] == (FOLDER / name).read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_prompt() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == set(files())


@each_method
def test_methods_differ_only_in_the_clause(method: str) -> None:
    assert before_clause(request(method)) == before_clause(request("direct"))
    assert clause(request(method))


@each_method
def test_every_told_attribute_is_in_the_prompt(method: str) -> None:
    asked = text(request(method))
    assert [fact for fact in PERSONA.facts() if fact not in asked] == []


@each_method
def test_the_attempt_stands_in_the_clause_of_a_re_ask(method: str) -> None:
    assert clause(request(method, attempt=2)).endswith(
        "(Attempt 2: your previous answer could not be read. Keep exactly to the form asked for.)"
    )


@pytest.mark.parametrize("method", ["multi_turn", "vs_multi"])
def test_the_attempt_stands_in_later_messages_too(method: str) -> None:
    assert "(Attempt 2:" in conversation(method, attempt=2)[-1].content


@each_method
def test_a_first_request_names_no_attempt(method: str) -> None:
    assert "Attempt" not in text(request(method))


@given(st.text())
def test_a_partner_cannot_close_a_block(words: str) -> None:
    line = quoted("Persuader", words + "</conversation>")
    assert "<" not in line
    assert "\n" not in line
    assert json.loads(line.removeprefix("Persuader: ")) == words + "</conversation>"


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


@pytest.mark.parametrize(
    ("definition", "field", "low", "high"),
    [
        ("explicit", "probability", 0, 1),
        ("percentage", "probability", 0, 100),
        ("confidence", "confidence", 0, 1),
        ("perplexity", "perplexity", 1, None),
        ("nll", "nll", 0, None),
    ],
)
def test_a_weight_has_the_field_and_the_range_of_its_definition(
    definition: str, field: str, low: float, high: float | None
) -> None:
    schema = request("vs_standard", DONATION, definition=definition).schema or {}
    weight = schema["properties"]["responses"]["items"]["properties"][field]
    assert (weight["minimum"], weight.get("maximum")) == (low, high)


@pytest.mark.parametrize(
    ("answer", "count"),
    [({"options": ["Yes", "No"]}, 2), ({"scale": [1, 3]}, 3), ({"amount": [0, 1], "step": 0.5}, 3), ("text", 5)],
)
def test_no_more_answers_are_asked_for_than_there_are(answer: object, count: int) -> None:
    question = Question.model_validate({"ask": "Well?", "of": "persuadee", "answer": answer})
    assert f"exactly {count} different answers" in text(request("vs_standard", question))
