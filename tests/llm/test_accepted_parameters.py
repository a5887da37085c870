from __future__ import annotations

import json

import pytest

from vs_sim.llm.accepted_parameters import AcceptedParameters
from vs_sim.llm.backends.litellm import without_effect

WANTED = {"temperature": 0.7, "top_p": 0.9, "max_tokens": 100, "seed": 3}
MODELS = [
    "gpt-4.1",
    "gpt-5",
    "gpt-5-mini",
    "gpt-5-chat-latest",
    "gpt-5.1",
    "gpt-5.4-mini",
    "gpt-5.5",
    "gpt-6-sol",
    "o1",
]


@pytest.mark.parametrize("model", [*MODELS, "o3-mini", "gpt-4o"])
def test_the_same_parameters_are_dropped_as_by_litellm(model: str) -> None:
    assert AcceptedParameters(model).fitted(WANTED)[1] == without_effect(model, WANTED)


def test_models_that_reason_call_the_longest_answer_by_another_name() -> None:
    sent, _ = AcceptedParameters("gpt-5").fitted(WANTED)
    assert sent == {"max_completion_tokens": 100, "seed": 3}


def test_the_default_value_of_a_parameter_is_not_reported_as_dropped() -> None:
    assert AcceptedParameters("o1").fitted({"temperature": 1.0}) == ({}, ())


def refusal(parameter: str, code: str = "unsupported_value") -> bytes:
    return json.dumps({"error": {"message": "no", "param": parameter, "code": code}}).encode()


def test_a_parameter_that_the_server_names_is_left_out_from_then_on() -> None:
    accepted = AcceptedParameters("a-new-model")
    assert accepted.learn(400, refusal("temperature"), WANTED)
    sent, dropped = accepted.fitted(WANTED)
    assert ("temperature" in sent, dropped) == (False, ("temperature",))


def test_a_limit_that_the_server_calls_otherwise_is_renamed() -> None:
    accepted = AcceptedParameters("a-new-model")
    assert accepted.learn(400, refusal("max_tokens", "unsupported_parameter"), WANTED)
    assert accepted.fitted(WANTED)[0]["max_completion_tokens"] == 100


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, refusal("temperature")),
        (400, refusal("messages")),
        (400, refusal("temperature", "invalid_value")),
        (400, b"<html>"),
        (400, b'{"error": "no"}'),
    ],
)
def test_any_other_error_stays_an_error(status: int, answer: bytes) -> None:
    assert not AcceptedParameters("m").learn(status, answer, WANTED)
