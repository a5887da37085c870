from __future__ import annotations

import asyncio

import pytest

from vs_sim.core.message import Message, Reply, Request
from vs_sim.llm.backends.scripted import Scripted

REQUEST = Request((Message("user", "hi"),))


def answers(backend: Scripted, count: int) -> list[str]:
    return [asyncio.run(backend.complete(REQUEST)).text for _ in range(count)]


def test_texts_are_given_in_turn_and_then_from_the_start() -> None:
    assert answers(Scripted.of(["a", "b"]), 3) == ["a", "b", "a"]


def test_a_script_may_depend_on_the_request() -> None:
    assert answers(Scripted.of(lambda request: request.messages[0].content.upper()), 1) == ["HI"]


def test_a_script_may_give_a_whole_reply() -> None:
    cut = Reply("a", finish_reason="length")
    assert asyncio.run(Scripted.of(lambda request: cut).complete(REQUEST)) is cut


def test_an_entry_needs_at_least_one_reply() -> None:
    with pytest.raises(ValueError, match="replies"):
        Scripted.options.model_validate({"replies": []})
