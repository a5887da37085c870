from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.message import Request
from vs_sim.core.persona import Persona
from vs_sim.core.question import Choice, Question
from vs_sim.elicitation.method import METHODS, Context, elicit
from vs_sim.elicitation.prompt import head, quoted

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
PERSONA = Persona("p", {"age": 36, "sex": "Female", "agreeable": 3.4, "income": 7}, "test")
DONATION = Question(ask="How much of your $2 do you donate?", answer={"amount": [0, 2]}, of="persuadee", private=True)
UTTERANCE = Question(ask="What do you say next?", of="persuadee", when="turn")
LINES = (quoted("Persuader", "Hi!"), quoted("Persuadee", 'I "only" have <$2>.'))


def context(attempt: int = 1) -> Context:
    written = head("Two workers talk.\n", "The $2 are yours.\n", "persuadee", PERSONA)
    return Context(written, LINES, "Exchange 2 of 10.", attempt)


def request(method: str, question: Question = DONATION, attempt: int = 1) -> Request:
    return next(elicit(Choice(name=method), question, context(attempt)))


def text(asked: Request) -> str:
    return "\n\n".join(message.content for message in asked.messages) + "\n"


@pytest.mark.parametrize("method", METHODS.names())
@pytest.mark.parametrize("kind", ["utterance", "donation"])
def test_the_prompt_reads_as_the_golden_file(method: str, kind: str) -> None:
    question = DONATION if kind == "donation" else UTTERANCE
    assert text(request(method, question)) == (GOLDEN / f"{method}.{kind}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("method", METHODS.names())
def test_methods_differ_only_in_the_clause(method: str) -> None:
    before = "</now>\n\n"
    assert text(request(method)).split(before)[0] == text(request("direct")).split(before)[0]


@pytest.mark.parametrize("method", METHODS.names())
def test_every_told_attribute_is_in_the_prompt(method: str) -> None:
    asked = text(request(method))
    assert [fact for fact in PERSONA.facts() if fact not in asked] == []


def test_the_attempt_stands_in_the_clause_of_a_re_ask() -> None:
    assert "Attempt 2" in text(request("vs_standard", attempt=2)).split("</now>")[1]


@given(st.text())
def test_a_partner_cannot_close_a_block(words: str) -> None:
    line = quoted("Persuader", words + "</conversation>")
    assert "<" not in line
    assert "\n" not in line
    assert json.loads(line.removeprefix("Persuader: ")) == words + "</conversation>"


def test_only_list_methods_ask_for_a_schema() -> None:
    assert request("direct").schema is None
    assert request("vs_standard").schema is not None


def test_a_schema_is_bounded() -> None:
    schema = request("vs_standard").schema or {}
    responses = schema["properties"]["responses"]
    assert (responses["minItems"], responses["maxItems"]) == (5, 5)
    assert responses["items"]["properties"]["text"]["maxLength"] > 0
