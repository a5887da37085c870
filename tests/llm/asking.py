"""Backends asked once, against a server of canned answers."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.servers import Answer, canned
from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import BackendError
from vs_sim.llm.backend import BACKENDS
from vs_sim.llm.gateway import _loop

REQUEST = Request((Message("user", "Who are you?"),), seed=7)
LISTED = Request((Message("user", "Who are you?"),), schema={"type": "object", "maxLength": 3})
MODELS = {"openai_compatible": "bench", "litellm": "openai/bench"}
both = pytest.mark.parametrize("backend", MODELS)


def completion(content: Any = "A worker.", **more: Any) -> str:
    """A chat completion with one choice; `more` are the choice's other fields."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}, **more}
    usage = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}
    head = {"id": "1", "object": "chat.completion", "created": 1, "model": "bench-2"}
    return json.dumps({**head, "choices": [choice], "usage": usage})


def failing(status: int, message: str = "no", **headers: str) -> Answer:
    """A failure as providers send it."""
    return Answer(status, json.dumps({"error": {"message": message, "type": "x", "code": status}}), headers)


def ask(backend: str, address: str, request: Request = REQUEST, **entry: Any) -> Reply:
    """One request, on the loop on which backends live."""
    made = BACKENDS.get(backend)(
        ModelEntry.model_validate({"backend": backend, "model": MODELS[backend], "api_base": address, **entry})
    )

    async def once() -> Reply:
        try:
            return await made.complete(request)
        finally:
            await made.aclose()

    return asyncio.run_coroutine_threadsafe(once(), _loop()).result(timeout=60)


def error(backend: str, answer: Answer, **entry: Any) -> BackendError:
    """What a backend raises for an answer."""
    with canned(answer) as server, pytest.raises(BackendError) as caught:
        ask(backend, server.address, **entry)
    return caught.value
