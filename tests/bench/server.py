"""A loopback server that speaks OpenAI's chat completions, in a process of its own; it counts what it is asked.

It ends when whoever started it closes its standard input, so that none is ever left behind.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.bench.answers import answer
from tests.bench.behaviour import Behaviour, Fate, fate, key
from tests.places import ROOT

BACKLOG = 4096
"""Connections that may wait to be accepted; a thousand dialogues begin at once."""


@dataclass
class Desk:
    """Answers requests and counts them."""

    behaviour: Behaviour
    asked: int = 0
    answered: Counter[str] = field(default_factory=Counter)
    in_flight: int = 0
    peak: int = 0
    let_in: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def complete(self, request: web.Request) -> web.Response:
        body = await request.json()
        name = key(body.get("seed"), body["messages"])
        self.asked += 1
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)
        try:
            return await self._answered(body, name, fate(self.behaviour, name))
        finally:
            self.in_flight -= 1

    async def _answered(self, body: dict[str, Any], name: str, its: Fate) -> web.Response:
        if its.fault == "limited":
            headers = {"Retry-After": f"{self.behaviour.retry_after:g}"}
            return web.json_response(error("slow down"), status=429, headers=headers)
        await self._turn()
        await asyncio.sleep(self.behaviour.stall if its.fault == "stalled" else its.latency)
        if its.fault == "failing":
            return web.json_response(error("out of order"), status=500)
        self.answered[name] += 1
        return web.json_response(completion(body, its))

    async def _turn(self) -> None:
        """Wait for the release where as many answers as allowed were given."""
        self.let_in += 1
        if self.behaviour.held_after is not None and self.let_in > self.behaviour.held_after:
            await self.released.wait()

    async def release(self, request: web.Request) -> web.Response:
        self.released.set()
        return web.json_response({})

    async def stats(self, request: web.Request) -> web.Response:
        counts = {"asked": self.asked, "answered": self.answered.total(), "distinct": len(self.answered)}
        return web.json_response({**counts, "peak": self.peak, "in_flight": self.in_flight})

    async def times(self, request: web.Request) -> web.Response:
        return web.json_response(self.answered)


def error(message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "server_error"}}


def completion(body: dict[str, Any], its: Fate) -> dict[str, Any]:
    """A chat completion as OpenAI writes it."""
    asked = str(body["messages"][-1]["content"])
    text, reason = answer(asked, its.rng), "stop"
    if its.fault == "cut":
        text, reason = text[: its.rng.randrange(1, len(text))], "length"
    elif its.fault == "malformed":
        text = its.rng.choice(["", "{", "I cannot put numbers on that."])
    usage = {"prompt_tokens": len(asked) // 4, "completion_tokens": len(text) // 4}
    choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": text}}
    head = {"id": "chatcmpl-0", "object": "chat.completion", "created": 1, "model": body["model"]}
    return {**head, "choices": [choice], "usage": usage | {"total_tokens": sum(usage.values())}}


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    """For `api_base`."""

    def stats(self) -> dict[str, int]:
        """Requests asked, answered, distinct and in flight, and the most that were in flight at once."""
        return self._get("stats")

    def times(self) -> dict[str, int]:
        """How often each request was answered, by its key."""
        return self._get("times")

    def release(self) -> None:
        """Answer what waits, and from now on everything."""
        self._get("release")

    def until_in_flight(self, number: int) -> None:
        """Wait until so many requests are in flight."""
        while self.stats()["in_flight"] < number:
            time.sleep(0.02)

    def _get(self, what: str) -> dict[str, int]:
        with urllib.request.urlopen(f"{self.address}/{what}", timeout=60) as response:
            found: dict[str, int] = json.load(response)
        return found


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Server]:
    """A server that behaves so, for as long as the block lasts."""
    command = [sys.executable, "-m", "tests.bench.server", behaviour.to_json()]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        try:
            yield Server(f"http://127.0.0.1:{int(process.stdout.readline())}/v1")
        finally:
            process.stdin.close()
            process.wait(timeout=60)


async def serve(behaviour: Behaviour) -> None:
    """Serve on a free port, say which, and go on until standard input is closed."""
    desk, app = Desk(behaviour), web.Application(client_max_size=2**24)
    app.router.add_post("/v1/chat/completions", desk.complete)
    app.router.add_get("/v1/stats", desk.stats)
    app.router.add_get("/v1/times", desk.times)
    app.router.add_get("/v1/release", desk.release)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=BACKLOG)
    await site.start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(Behaviour(**json.loads(sys.argv[1]))))
