"""The stand-in behind HTTP, as OpenAI's chat completions, on the loopback interface only."""

from __future__ import annotations

import asyncio
import json
import math
import re
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Any

from aiohttp import web

from vs_sim.standin.engine import CallSettings, StandinAnswer, answer_request
from vs_sim.standin.service import GENERIC_MODEL_NAME, MODEL_NAME, RETRY_AFTER, Service
from vs_sim.standin.standin_options import DEFAULT_OPTIONS, EngineOptions

_HOST = "127.0.0.1"
_MOST_CHOICES = 128
_TOKEN = re.compile(r"\w{1,6}|[^\w\s]")
"""Approximate tokens: about as many as real tokenizers find in English."""


class BadRequest(Exception):
    """A malformed request, described in one sentence."""


class StandinServer:
    """One stand-in behind HTTP.

    Args:
        options: What kind of model it is, its latency and its faults.
    """

    def __init__(self, options: EngineOptions = DEFAULT_OPTIONS) -> None:
        self.options, self.service = options, Service(options)
        self.numbers = count(1)

    def application(self) -> web.Application:
        """The application with all routes."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/health", self.health)
        for root in ("", "/v1"):
            app.router.add_get(f"{root}/models", self.models)
            app.router.add_post(f"{root}/chat/completions", self.complete)
        return app

    async def health(self, request: web.Request) -> web.Response:
        """Health check."""
        return web.json_response({"status": "ok"})

    async def models(self, request: web.Request) -> web.Response:
        """The list of models: this one."""
        return web.json_response(
            {"object": "list", "data": [{"id": MODEL_NAME, "object": "model", "owned_by": "vs_sim"}]}
        )

    async def complete(self, request: web.Request) -> web.Response:
        """A chat completion, or a fault."""
        match self.service.fault():
            case "http_429":
                return _error_response(429, "too many requests", {"Retry-After": str(RETRY_AFTER)})
            case "http_500":
                return _error_response(500, "the server failed")
            case "stall":
                await asyncio.Event().wait()
        if delay := self.service.delay():
            await asyncio.sleep(delay)
        try:
            return web.json_response(self.completion(await request.json()))
        except (BadRequest, json.JSONDecodeError) as error:
            return _error_response(400, str(error))

    def completion(self, body: Any) -> dict[str, Any]:
        """The completion of a request's body.

        Raises:
            BadRequest: The body is malformed.
        """
        messages, choices, limit, asked = read_body(body)
        seed = asked.seed if isinstance(body.get("seed"), int) else next(self.numbers)
        given = [answer_request(messages, replace(asked, seed=seed + at), self.options) for at in range(choices)]
        answers = [_cut(one, limit) for one in given]
        prompt = sum(token_count(message["content"]) for message in messages)
        written = sum(token_count(one.text) for one in answers)
        return {
            "id": f"standin-{next(self.numbers)}",
            "object": "chat.completion",
            "created": 0,
            "model": MODEL_NAME if answers[0].has_blocks else GENERIC_MODEL_NAME,
            "choices": [
                {
                    "index": index,
                    "message": {"role": "assistant", "content": one.text},
                    "finish_reason": one.finish_reason,
                }
                for index, one in enumerate(answers)
            ],
            "usage": {"prompt_tokens": prompt, "completion_tokens": written, "total_tokens": prompt + written},
        }


def read_body(body: Any) -> tuple[list[dict[str, str]], int, float, CallSettings]:
    """Messages, number of choices, token limit, and call settings of a request body.

    Raises:
        BadRequest: The body is not a request for a chat completion, or asks for streaming.
    """
    if not isinstance(body, dict) or not isinstance(body.get("messages"), list) or not body["messages"]:
        raise BadRequest("messages must be a list with at least one message")
    if body.get("stream"):
        raise BadRequest("streaming is not supported: leave out stream")
    choices, temperature = body.get("n", 1), body.get("temperature")
    limits = (body.get(name) for name in ("max_completion_tokens", "max_tokens"))
    limit = next((limit for limit in limits if limit is not None), math.inf)
    if not isinstance(choices, int) or not 1 <= choices <= _MOST_CHOICES:
        raise BadRequest(f"n must lie between 1 and {_MOST_CHOICES}")
    if not all(value is None or isinstance(value, int | float) for value in (temperature, limit)):
        raise BadRequest("temperature and max_tokens must be numbers")
    if limit < 1:
        raise BadRequest("max_tokens must be at least 1")
    seed = body.get("seed")
    asked = CallSettings(_answer_schema(body), seed if isinstance(seed, int) else 0, temperature)
    return [_message(message) for message in body["messages"]], choices, limit, asked


def _message(message: Any) -> dict[str, str]:
    """A message as the engine reads it; content in parts is joined.

    Raises:
        BadRequest: It has no role or no content.
    """
    role, content = (message.get("role"), message.get("content")) if isinstance(message, dict) else (None, None)
    if isinstance(content, list):
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    if not isinstance(role, str) or not isinstance(content, str):
        raise BadRequest("every message needs a role and a content")
    return {"role": role, "content": content}


def _answer_schema(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The JSON schema in a `response_format` of either kind; None without one."""
    form = body.get("response_format")
    if not isinstance(form, dict):
        return None
    named = form.get("json_schema")
    schema = named.get("schema") if isinstance(named, dict) else form.get("schema")
    return schema if isinstance(schema, dict) else None


def token_count(text: str) -> int:
    """Approximate number of tokens of a text."""
    return sum(1 for _ in _TOKEN.finditer(text))


def _cut(one: StandinAnswer, limit: float) -> StandinAnswer:
    """The answer truncated to a number of tokens."""
    ends = [found.end() for found in _TOKEN.finditer(one.text)] if limit < len(one.text) else []
    return one if len(ends) <= limit else replace(one, text=one.text[: ends[int(limit) - 1]], finish_reason="length")


def _error_response(status: int, message: str, headers: Mapping[str, str] | None = None) -> web.Response:
    """An error in OpenAI's format."""
    error = {"message": message, "type": "error", "code": status}
    return web.json_response({"error": error}, status=status, headers=headers)


def serve_http(options: EngineOptions, port: int, ready: Callable[[str], None]) -> None:
    """Serve on loopback until the process is asked to end.

    Args:
        options: What kind of model it is, its latency and its faults.
        port: 0 for any free one.
        ready: Called with the address once requests are taken.

    Raises:
        OSError: The port is taken.
    """
    asyncio.run(_serve(options, port, ready))


async def _serve(options: EngineOptions, port: int, ready: Callable[[str], None]) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    runner = web.AppRunner(StandinServer(options).application(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, _HOST, port)
        await site.start()
        ready(f"http://{_HOST}:{runner.addresses[0][1]}/v1")
        await stopped.wait()
    finally:
        await runner.cleanup()
