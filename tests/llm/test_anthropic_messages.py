from __future__ import annotations

from typing import Any

from vs_sim.core.message import Message, Request
from vs_sim.llm.anthropic_messages import USUAL_LIMIT, as_completion, message_body
from vs_sim.llm.provider_replies import cached_tokens, reply_of

REQUEST = Request((Message("system", "You are a worker."), Message("user", "Who are you?")))


def message(**more: Any) -> dict[str, Any]:
    usage = {"input_tokens": 10, "output_tokens": 3, "cache_read_input_tokens": 5, "cache_creation_input_tokens": 2}
    content = [{"type": "thinking", "thinking": "Hm."}, {"type": "text", "text": "A worker."}]
    return {"type": "message", "model": "claude", "content": content, "stop_reason": "end_turn", "usage": usage, **more}


def test_the_system_message_stands_apart_and_the_longest_answer_is_always_given() -> None:
    body, _ = message_body("claude", REQUEST, {})
    assert (body["system"], body["max_tokens"]) == ("You are a worker.", USUAL_LIMIT)
    assert body["messages"] == [{"role": "user", "content": "Who are you?"}]


def test_what_anthropic_does_not_take_is_reported_as_dropped() -> None:
    body, dropped = message_body("claude", REQUEST, {"temperature": 0.5, "max_tokens": 9, "seed": 7})
    assert (body["temperature"], body["max_tokens"], dropped) == (0.5, 9, ("seed",))


def test_the_text_of_a_message_is_the_reply_and_its_reasoning_is_not() -> None:
    reply = reply_of("claude", as_completion(message()))
    assert (reply.text, reply.finish_reason, reply.model) == ("A worker.", "end_turn", "claude")


def test_all_tokens_of_the_prompt_are_counted_the_cached_ones_too() -> None:
    read = as_completion(message())
    assert (reply_of("claude", read).prompt_tokens, cached_tokens(read)) == (17, 5)


def test_counts_that_are_missing_stay_unknown() -> None:
    reply = reply_of("claude", as_completion(message(usage=None)))
    assert (reply.prompt_tokens, reply.completion_tokens) == (None, None)


def test_an_error_stays_as_it_is() -> None:
    assert as_completion({"type": "error"}) == {"type": "error"}
