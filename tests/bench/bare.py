"""The same requests without any framework: chains of calls, one after another in each, all chains beside each other."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import aiohttp

from tests.bench.runs import requests
from vs_sim import Run
from vs_sim.core.message import Request
from vs_sim.llm.backends.litellm import import_litellm
from vs_sim.llm.gateway import _loop
from vs_sim.llm.structured_output import response_format

Body = dict[str, Any]
Ask = Callable[[Body], Awaitable[None]]


def bodies(run: Run) -> list[list[Body]]:
    """What a run asked, one chain for each dialogue."""
    return [[body(request, seed) for _, request, seed in asked] for asked in requests(run).values()]


def body(request: Request, seed: int) -> Body:
    """One request as it goes over the wire."""
    form = response_format("json_schema", request.schema)
    messages = [{"role": message.role, "content": message.content} for message in request.messages]
    return {"messages": messages, "seed": seed} | ({"response_format": form} if form else {})


def over_aiohttp(chains: Sequence[Sequence[Body]], address: str, window: int) -> float:
    """Seconds that bare aiohttp takes for the chains, so many at once."""

    async def all_of_them() -> float:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

            async def ask(body: Body) -> None:
                async with session.post(f"{address}/chat/completions", json={"model": "bench"} | body) as response:
                    assert json.loads(await response.read())["choices"][0]["message"]["content"]

            return await timed(chains, ask, window)

    return on_the_loop(all_of_them())


def over_litellm(chains: Sequence[Sequence[Body]], address: str, window: int) -> float:
    """Seconds that a bare gather of `litellm.acompletion` takes for the chains, so many at once."""
    litellm = import_litellm()
    said = {"model": "openai/bench", "api_base": address, "api_key": "none", "max_retries": 0}

    async def ask(body: Body) -> None:
        response = await litellm.acompletion(**said, **body)
        assert response.choices[0].message.content

    return on_the_loop(timed(chains, ask, window))


async def timed(chains: Sequence[Sequence[Body]], ask: Ask, window: int) -> float:
    """Seconds for all chains."""
    waiting = iter(chains)

    async def work() -> None:
        for chain in waiting:
            for body in chain:
                await ask(body)

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(window)))
    return time.perf_counter() - started


def on_the_loop(coroutine: Coroutine[Any, Any, float]) -> float:
    """Run where the gateway runs: litellm's own workers belong to one loop."""
    return asyncio.run_coroutine_threadsafe(coroutine, _loop()).result()
