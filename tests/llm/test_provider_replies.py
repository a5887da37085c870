from __future__ import annotations

import json
from typing import Any

import pytest

from tests.llm.asking import MODELS, ask, both, completion
from tests.servers import Answer, canned
from vs_sim.core.finish_reason import finished
from vs_sim.core.message import Reply
from vs_sim.errors import RateLimited, Unparsed, Unreachable
from vs_sim.llm.provider_replies import reply_of

THOUGHTS = {"type": "thinking", "thinking": [{"type": "text", "text": '{"responses": ["hidden"]}'}]}
TEXTS = [
    ("plain", "plain"),
    ([], ""),
    ([{"type": "text", "text": "a"}, {"type": "text", "text": "b"}], "ab"),
    ([THOUGHTS, {"type": "text", "text": "said"}], "said"),
    ([{"type": "reasoning", "text": "no"}, {"type": "output_text", "text": "said"}], "said"),
    ([{"type": "text", "text": {"value": "said", "annotations": []}}], "said"),
    ([{"text": "no type"}], "no type"),
    (["a", "b"], "ab"),
    ({"type": "text", "text": "alone"}, "alone"),
    ([{"type": "text", "text": "cited"}, {"type": "reference", "reference_ids": [1]}], "cited"),
]


def replied(backend: str, message: dict[str, Any], finish_reason: Any = "stop", **body: Any) -> Reply:
    """The reply of a backend to a chat completion with that message."""
    choice = {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", **message}}
    head = {"id": "1", "object": "chat.completion", "created": 1, "model": "bench-2", "choices": [choice]}
    with canned(Answer(body=json.dumps({**head, **body}))) as server:
        return ask(backend, server.address)


def why(reply: Reply) -> str:
    """Why a reply is no answer."""
    with pytest.raises(Unparsed) as caught:
        finished(reply)
    return caught.value.reason


@both
@pytest.mark.parametrize(("content", "text"), TEXTS)
def test_the_text_parts_of_a_content_are_the_answer(backend: str, content: Any, text: str) -> None:
    reply = replied(backend, {"content": content})
    assert (reply.text, finished(reply)) == (text, "stop")


REASONING = [
    {"content": None, "reasoning_content": "Let me think"},
    {"content": "", "reasoning": '{"responses": [{"text": "Yes", "probability": 1}]}'},
    {"content": " \n", "reasoning_content": "Let me think"},
    {"content": [THOUGHTS]},
    {"content": None, "reasoning_details": [{"type": "reasoning.text", "text": "Let me think"}]},
]


@both
@pytest.mark.parametrize("message", REASONING)
@pytest.mark.parametrize("finish_reason", ["stop", "length"])
def test_reasoning_beside_an_empty_content_is_no_answer(
    backend: str, message: dict[str, Any], finish_reason: str
) -> None:
    reply = replied(backend, message, finish_reason)
    assert (reply.text.strip(), why(reply)) == ("", "reasoning_only")


@both
@pytest.mark.parametrize("reasoning", [{}, {"reasoning_content": "I will call it"}])
def test_an_answer_in_a_tool_call_is_no_answer(backend: str, reasoning: dict[str, str]) -> None:
    call = {"id": "1", "type": "function", "function": {"name": "f", "arguments": '{"responses": ["Yes"]}'}}
    reply = replied(backend, {"content": None, "tool_calls": [call], **reasoning}, "tool_calls")
    assert (reply.text, why(reply)) == ("", "tool_calls")


@both
def test_a_refusal_in_its_own_field_is_a_refusal(backend: str) -> None:
    reply = replied(backend, {"content": None, "refusal": "I cannot help with that."})
    assert why(reply) == "refusal"


@both
@pytest.mark.parametrize("content", [[{"type": "image_url", "image_url": {"url": "x"}}], [7], {"responses": ["Yes"]}])
def test_parts_that_are_no_text_are_no_answer(backend: str, content: Any) -> None:
    assert why(replied(backend, {"content": content})) == "not_text"


STOPPED = [
    ("error", "interrupted"),
    ("abort", "interrupted"),
    ("network_error", "interrupted"),
    ("insufficient_system_resource", "interrupted"),
    ("never heard of", "interrupted"),
    ("content_filter", "content_filter"),
    ("SAFETY", "content_filter"),
]


@both
@pytest.mark.parametrize(("finish_reason", "reason"), STOPPED)
def test_half_a_sentence_is_never_an_answer(backend: str, finish_reason: str, reason: str) -> None:
    reply = replied(backend, {"content": "I would give about"}, finish_reason)
    assert (reply.finish_reason, why(reply)) == (finish_reason, reason)


@both
@pytest.mark.parametrize("finish_reason", ["max_tokens", "MAX_TOKENS", "model_length"])
def test_an_answer_that_was_cut_off_is_known_by_any_name(backend: str, finish_reason: str) -> None:
    assert finished(replied(backend, {"content": "I would give about"}, finish_reason)) == "length"


@both
def test_a_choice_that_carries_an_error_did_not_end(backend: str) -> None:
    choice = {"error": {"code": 502, "message": "upstream"}, "message": {"content": "I would"}, "finish_reason": None}
    assert why(replied(backend, {}, choices=[choice])) == "interrupted"


@both
def test_no_finish_reason_is_a_normal_end(backend: str) -> None:
    assert replied(backend, {"content": "Yes."}, None).finish_reason == "stop"


USAGES: list[tuple[Any, tuple[int | None, int | None]]] = [
    ({"prompt_tokens": 5.5, "completion_tokens": "7"}, (None, None)),
    ({"prompt_tokens": 5, "completion_tokens": None}, (5, None)),
    ({"prompt_tokens": -1, "completion_tokens": 7}, (None, 7)),
    ({"prompt_tokens": True, "completion_tokens": 10**30}, (None, None)),
    ({"prompt_tokens": 12.0, "completion_tokens": [3]}, (12, None)),
    ({}, (None, None)),
    ([], (None, None)),
    ("many", (None, None)),
    (None, (None, None)),
]


@both
@pytest.mark.parametrize(("usage", "counts"), USAGES)
def test_odd_counts_of_tokens_lose_the_count_and_never_the_answer(
    backend: str, usage: Any, counts: tuple[int | None, int | None]
) -> None:
    reply = replied(backend, {"content": "Yes."}, usage=usage)
    assert (reply.text, reply.prompt_tokens, reply.completion_tokens) == ("Yes.", *counts)


@both
def test_an_odd_head_does_not_lose_the_answer(backend: str) -> None:
    reply = replied(backend, {"content": "Yes."}, id=None, created="2024", model=None, object=7)
    assert (reply.text, reply.model) == ("Yes.", MODELS[backend])


@both
def test_an_empty_error_beside_an_answer_is_none(backend: str) -> None:
    assert replied(backend, {"content": "Yes."}, error={"message": "", "code": None}).text == "Yes."


def test_an_error_beside_an_answer_is_an_error() -> None:
    with pytest.raises(RateLimited):
        replied("openai_compatible", {"content": "Yes."}, error={"message": "slow down", "code": 429})


@both
@pytest.mark.parametrize("content", [7, True, 0.5])
def test_a_content_that_is_a_number_is_a_broken_reply(backend: str, content: Any) -> None:
    with pytest.raises(Unreachable):
        replied(backend, {"content": content})


@both
@pytest.mark.parametrize("body", ["[" * 100_000, '{"choices": 1' + "0" * 6000 + "}"])
def test_json_beyond_all_bounds_is_a_broken_reply(backend: str, body: str) -> None:
    with canned(Answer(body=body)) as server, pytest.raises(Unreachable):
        ask(backend, server.address)


def test_only_the_first_choice_is_read() -> None:
    answer = json.loads(completion("first"))
    answer["choices"].append({"message": {"content": "second"}, "finish_reason": "stop"})
    assert reply_of("m", answer).text == "first"
