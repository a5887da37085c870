from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elicitation.golden import FOLDER, PERSONA, clause, conversation, files, request, text
from vs_sim.core.question import Question
from vs_sim.elicitation.method import METHODS
from vs_sim.elicitation.prompts.request_text import before_clause, quoted_line

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
    line = quoted_line("Persuader", words + "</conversation>")
    assert "<" not in line
    assert "\n" not in line
    assert json.loads(line.removeprefix("Persuader: ")) == words + "</conversation>"


@pytest.mark.parametrize(
    ("answer", "count"),
    [({"options": ["Yes", "No"]}, 2), ({"scale": [1, 3]}, 3), ({"amount": [0, 1], "step": 0.5}, 3), ("text", 5)],
)
def test_no_more_answers_are_asked_for_than_there_are(answer: object, count: int) -> None:
    question = Question.model_validate({"ask": "Well?", "of": "persuadee", "answer": answer})
    assert f"exactly {count} different answers" in text(request("vs_standard", question))
