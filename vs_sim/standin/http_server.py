"""The stand-in behind HTTP: what OpenAI's chat completions look like, on loopback and nowhere else."""

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

from vs_sim.standin.engine import Answer, Asked, answer
from vs_sim.standin.service import GENERIC, MODEL, RETRY_AFTER, Service
from vs_sim.standin.standin_options import DEFAULT, Options

HOST = "127.0.0.1"
MOST_CHOICES = 128
TOKEN = re.compile(r"\w{1,6}|[^\w\s]")
"""What counts as a token: about as many as real tokenizers find in English."""


class Refusal(Exception):
    """A request that is wrong, in one sentence."""


class Server:
    """One stand-in and how it serves.

    Args:
        options: What kind of model it is, how slow, and how often it fails.
    """

    def __init__(self, options: Options = DEFAULT) -> None:
        self.options, self.service = options, Service(options)
        self.numbers = count(1)

    def application(self) -> web.Application:
        """Its routes."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/health", self.health)
        for root in ("", "/v1"):
            app.router.add_get(f"{root}/models", self.models)
            app.router.add_post(f"{root}/chat/completions", self.complete)
        return app

    async def health(self, request: web.Request) -> web.Response:
        """It is there."""
        return web.json_response({"status": "ok"})

    async def models(self, request: web.Request) -> web.Response:
        """The one model there is."""
        return web.json_response({"object": "list", "data": [{"id": MODEL, "object": "model", "owned_by": "vs_sim"}]})

    async def complete(self, request: web.Request) -> web.Response:
        """A chat completion, or a fault."""
        match self.service.fault():
            case "http_429":
                return failed(429, "too many requests", {"Retry-After": str(RETRY_AFTER)})
            case "http_500":
                return failed(500, "the server failed")
            case "stall":
                await asyncio.Event().wait()
        if delay := self.service.delay():
            await asyncio.sleep(delay)
        try:
            return web.json_response(self.completion(await request.json()))
        except (Refusal, json.JSONDecodeError) as error:
            return failed(400, str(error))

    def completion(self, body: Any) -> dict[str, Any]:
        """The completion of a request's body.

        Raises:
            Refusal: The body is wrong.
        """
        messages, choices, limit, asked = read_body(body)
        seed = asked.seed if isinstance(body.get("seed"), int) else next(self.numbers)
        given = [answer(messages, replace(asked, seed=seed + at), self.options) for at in range(choices)]
        answers = [cut(one, limit) for one in given]
        prompt = sum(tokens(message["content"]) for message in messages)
        written = sum(tokens(one.text) for one in answers)
        return {
            "id": f"standin-{next(self.numbers)}",
            "object": "chat.completion",
            "created": 0,
            "model": MODEL if answers[0].understood else GENERIC,
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


def read_body(body: Any) -> tuple[list[dict[str, str]], int, float, Asked]:
    """Messages, number of choices, most tokens, and how the model is asked.

    Raises:
        Refusal: The body is no request for a chat completion, or for one that comes in pieces.
    """
    if not isinstance(body, dict) or not isinstance(body.get("messages"), list) or not body["messages"]:
        raise Refusal("messages must be a list that is not empty")
    if body.get("stream"):
        raise Refusal("answers come whole: leave out stream")
    choices, temperature = body.get("n", 1), body.get("temperature")
    limit = body.get("max_completion_tokens") or body.get("max_tokens") or math.inf
    if not isinstance(choices, int) or not 1 <= choices <= MOST_CHOICES:
        raise Refusal(f"n lies between 1 and {MOST_CHOICES}")
    if not all(value is None or isinstance(value, int | float) for value in (temperature, limit)):
        raise Refusal("temperature and max_tokens are numbers")
    seed = body.get("seed")
    asked = Asked(schema_of(body), seed if isinstance(seed, int) else 0, temperature)
    return [said(message) for message in body["messages"]], choices, limit, asked


def said(message: Any) -> dict[str, str]:
    """A message as the engine reads it; content in parts is joined.

    Raises:
        Refusal: It is no message.
    """
    role, content = (message.get("role"), message.get("content")) if isinstance(message, dict) else (None, None)
    if isinstance(content, list):
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    if not isinstance(role, str) or not isinstance(content, str):
        raise Refusal("every message needs a role and a content")
    return {"role": role, "content": content}


def schema_of(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The JSON schema in a `response_format` of either kind, if there is one."""
    form = body.get("response_format")
    if not isinstance(form, dict):
        return None
    named = form.get("json_schema")
    schema = named.get("schema") if isinstance(named, dict) else form.get("schema")
    return schema if isinstance(schema, dict) else None


def tokens(text: str) -> int:
    """About how many tokens a text has."""
    return sum(1 for _ in TOKEN.finditer(text))


def cut(one: Answer, limit: float) -> Answer:
    """The answer within a number of tokens."""
    ends = [found.end() for found in TOKEN.finditer(one.text)] if limit < len(one.text) else []
    return one if len(ends) <= limit else replace(one, text=one.text[: ends[int(limit) - 1]], finish_reason="length")


def failed(status: int, message: str, headers: Mapping[str, str] | None = None) -> web.Response:
    """An error as OpenAI writes it."""
    error = {"message": message, "type": "error", "code": status}
    return web.json_response({"error": error}, status=status, headers=headers)


def serve(options: Options, port: int, ready: Callable[[str], None]) -> None:
    """Serve on loopback until the process is asked to end.

    Args:
        options: What kind of model it is, how slow, and how often it fails.
        port: 0 for any free one.
        ready: Called with the address once requests are taken.

    Raises:
        OSError: The port is taken.
    """
    asyncio.run(_serve(options, port, ready))


async def _serve(options: Options, port: int, ready: Callable[[str], None]) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    runner = web.AppRunner(Server(options).application(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        ready(f"http://{HOST}:{runner.addresses[0][1]}/v1")
        await stopped.wait()
    finally:
        await runner.cleanup()
