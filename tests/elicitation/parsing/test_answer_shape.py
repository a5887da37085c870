from __future__ import annotations

import json

import pytest

from tests.elicitation.parsing.reading_cases import YES_NO, read_or_reason

RIGHT = {"Yes": 0.7, "No": 0.3}


@pytest.mark.parametrize(
    "more",
    [
        {"alternatives": ["Unsure"]},
        {"alternatives": [{"text": "Unsure", "probability": 1.0}]},
        {"probabilities": [0.2, 0.8]},
        {"other_responses": [{"text": "Perhaps", "probability": 0.5}, {"text": "Never", "probability": 0.5}]},
        {"answers": ["Unsure"]},
        {"Unsure": 1.0},
        {"text": "Unsure", "probability": 1.0},
        {"response": {"text": "Unsure", "probability": 1.0}},
        {"confidence": 0.9, "notes": [["Unsure", 0.5]]},
        {"reasoning": '{"responses": [{"text": "Unsure", "probability": 1.0}]}'},
        {"rejected": {"responses": [{"text": "Unsure", "probability": 1.0}]}},
    ],
)
@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("around", ["{}", "Here you are:\n```json\n{}\n```\nHope it helps!", "Sure. {} Done."])
def test_nothing_beside_the_list_asked_for_is_an_answer(more: dict[str, object], order: str, around: str) -> None:
    asked: dict[str, object] = {"responses": YES_NO}
    written = more | asked if order == "before" else asked | more
    assert read_or_reason(around.replace("{}", json.dumps(written))) == RIGHT


@pytest.mark.parametrize(
    "value",
    [
        YES_NO,
        {"output": {"responses": YES_NO}, "status": "ok"},
        {"name": "give", "arguments": json.dumps({"responses": YES_NO})},
        [{"responses": YES_NO}],
        json.dumps({"responses": YES_NO}),
        {"responses": json.dumps(YES_NO)},
        {"responses": {"1": YES_NO[0], "2": YES_NO[1]}},
        {"responses": {"Yes": 0.7, "No": 0.3}},
        {"Yes": 0.7, "No": 0.3},
        {"responses": [["Yes", 0.7], ["No", 0.3]]},
        {"responses": ["Yes", "No"], "probabilities": [0.7, 0.3]},
        {"antworten": YES_NO},
    ],
)
def test_other_shapes_that_hold_nothing_else_are_read(value: object) -> None:
    assert read_or_reason(json.dumps(value)) == RIGHT


@pytest.mark.parametrize(
    "value",
    [
        {"first": YES_NO, "second": [{"text": "Unsure", "probability": 1.0}]},
        {"responses": ["Yes", "No"], "probabilities": [0.7]},
        {"responses": ["Yes", "No"], "ratings": ["high", "low"]},
        {"responses": [YES_NO]},
        {"responses": ["Yes", 0.7, "No", 0.3]},
        {"responses": [0.7, 0.3]},
        {"options": ["Yes", "No"]},
        {"best": YES_NO[0], "worst": YES_NO[1]},
    ],
)
def test_what_could_be_read_in_two_ways_is_unreadable(value: object) -> None:
    assert isinstance(read_or_reason(json.dumps(value)), str)


def test_texts_without_any_weight_are_uniform() -> None:
    assert read_or_reason(json.dumps({"responses": ["Yes", "No"]})) == {"Yes": 0.5, "No": 0.5}
