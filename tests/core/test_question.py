from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from vs_sim.core.question import Choice, Question, answer_keys


def question(**written: Any) -> Question:
    return Question.model_validate({"ask": "How much?", "of": "giver", **written})


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("text", "text"),
        ({"amount": [0, 2]}, "amount"),
        ({"scale": [1, 7]}, "scale"),
        ({"options": ["a", "b"]}, "options"),
    ],
)
def test_an_answer_is_read_by_its_key(answer: Any, key: str) -> None:
    assert question(answer=answer).answer.key == key


def test_an_answer_of_no_type_is_told_the_types() -> None:
    with pytest.raises(ValidationError, match="an answer is text, or one of"):
        question(answer={"amount": [0, 2], "options": ["a", "b"]})


def test_the_types_of_the_package_come_first() -> None:
    assert answer_keys()[:4] == ["text", "amount", "scale", "options"]


@pytest.mark.parametrize(
    ("written", "found"),
    [("direct", ("direct", {})), ({"vs_standard": {"k": 3}}, ("vs_standard", {"k": 3})), ({"cot": None}, ("cot", {}))],
)
def test_a_method_is_written_with_or_without_options(written: Any, found: tuple[str, dict[str, Any]]) -> None:
    choice = Choice.model_validate(written)
    assert (choice.name, choice.options) == found


def test_a_method_written_otherwise_is_refused_with_an_example() -> None:
    with pytest.raises(ValidationError, match=r"vs_standard: \{k: 5\}"):
        Choice.model_validate({"a": 1, "b": 2})


def test_only_a_number_at_the_end_of_a_dialogue_is_a_final_number() -> None:
    amount = {"amount": [0, 2]}
    assert question(answer=amount).final_number
    assert not question(answer=amount, when="start").final_number
    assert not question(answer="text").final_number


@pytest.mark.parametrize("wrong", [{"ask": "  "}, {"when": {"after": [0]}}, {"when": "later"}, {"asks": "x"}])
def test_a_slip_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        question(**wrong)
