from __future__ import annotations

import json
from typing import Any

import pytest

from tests.elicitation.parsing.reading_cases import read_or_reason
from vs_sim.elicitation.parsing.candidate_records import are_placeholders

RIGHT = {"Yes": 0.7, "No": 0.3}


def listed(yes: dict[str, Any], no: dict[str, Any]) -> dict[str, float] | str:
    return read_or_reason(json.dumps({"responses": [{"text": "Yes"} | yes, {"text": "No"} | no]}, ensure_ascii=False))


@pytest.mark.parametrize(
    "more",
    [
        {"confidence": 0.9}, {"likelihood": 0.9}, {"score": 4, "rank": 1}, {"alternatives": ["Nope", "Nah"]},
        {"probability_reasoning": "likely"}, {"reasoning": "hm", "prob": 0.2}, {"weight": {"value": 3}},
        {"answer": "Perhaps"}, {"candidates": [{"text": "Nope", "probability": 0.9}]}, {"response": ["a", "b"]},
    ],
)  # fmt: skip
def test_other_keys_of_a_candidate_are_nothing(more: dict[str, Any]) -> None:
    assert listed(more | {"probability": 0.7}, {"probability": 0.3} | more) == RIGHT


@pytest.mark.parametrize(
    "key",
    [
        "Probability", "prob", "p", "likelihood", "Wahrscheinlichkeit", "вероятность", "probabilité", "probabilidad",
        "probabilità", "prawdopodobieństwo", "olasılık", "احتمال", "概率", "確率", "확률", "संभावना", "πιθανότητα",
        "הסתברות", "todennäköisyys", "a word nobody knows", "confidence", "Gewicht",
    ],
)  # fmt: skip
def test_a_key_that_means_the_weight_or_holds_the_shares_of_a_whole_is_the_weight(key: str) -> None:
    assert listed({key: 0.7}, {key: 0.3}) == RIGHT


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ({"confidence": 0.9}, {"confidence": 0.9}),
        ({"score": 4}, {"score": 5}),
        ({"probability_reasoning": "likely"}, {"probability_reasoning": "hardly"}),
        ({"Chance": "hoch"}, {"Chance": "gering"}),
        ({"Aussicht": "hoch"}, {"Aussicht": "gering"}),
        ({"probability": 0.7}, {}),
        ({"prob": 0.7}, {"tone": "sad"}),
        ({"probability": 0.7, "Probability": 0.6}, {"probability": 0.3}),
        ({"likelihood": 0.7, "chance": 0.2}, {"likelihood": 0.3, "chance": 0.1}),
        ({"nll": 0.7}, {"probability": 0.3}),
        ({"text": ["Yes", {"text": "No"}], "probability": 0.7}, {"probability": 0.3}),
    ],
)
def test_a_weight_that_cannot_be_told_makes_the_answer_unreadable(yes: dict[str, Any], no: dict[str, Any]) -> None:
    assert isinstance(listed(yes, no), str)


@pytest.mark.parametrize("yes", ["0.7", "70%", "0,7", "٠٫٧", "７０％", {"value": 0.7, "confidence": "high"}, [0.7]])
def test_a_weight_in_another_writing_is_read(yes: object) -> None:
    assert listed({"probability": yes}, {"probability": 0.3}) == RIGHT


def test_a_text_in_pieces_is_one_text() -> None:
    found = listed({"text": ["I would help.", "But I am poor."], "probability": 0.7}, {"probability": 0.3})
    assert found == {"I would help. But I am poor.": 0.7, "No": 0.3}


def test_a_key_that_comes_twice_with_one_value_is_that_value() -> None:
    raw = '{"responses": [{"text": "Yes", "probability": 0.7, "probability": 0.7}, {"text": "No", "probability": 0.3}]}'
    assert read_or_reason(raw) == RIGHT


@pytest.mark.parametrize("twice", ['"probability": 0.7, "probability": 0.2', '"text": "Oh", "probability": 0.7'])
def test_a_key_that_comes_twice_with_two_values_is_ambiguous(twice: str) -> None:
    raw = '{"responses": [{"text": "Yes", ' + twice + '}, {"text": "No", "probability": 0.3}]}'
    assert read_or_reason(raw) == "ambiguous"


@pytest.mark.parametrize(
    "text", ["…", "...", "<answer>", "text", "your answer", "Answer 1", "[response text]", "string"]
)
def test_an_example_of_the_form_is_no_answer(text: str) -> None:
    assert are_placeholders([text])


@pytest.mark.parametrize(
    "text", ["Yes", "Option A", "Candidate 2", "[laughs]", "(nods)", "?", "0", "Response time", "no text"]
)
def test_a_short_answer_is_no_example(text: str) -> None:
    assert not are_placeholders([text])
