from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.llm.asking import failing
from tests.servers import Answer, Canned, canned
from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import Paused, RateLimited
from vs_sim.llm.flow import Call, Flow
from vs_sim.llm.gateway import Gateway
from vs_sim.llm.layers.waiting import Waiting
from vs_sim.llm.ledger import MemoryLedger
from vs_sim.llm.provider_errors import wait_asked

HOUR = failing(429, **{"Retry-After": "3600"})
UP = Answer(body=json.dumps({"choices": [{"message": {"content": "up"}}]}))


def one_call(unit: str) -> Flow[str]:
    reply: Reply = yield Call((unit, "0"), "m", Request((Message("user", unit),)))
    return reply.text


@contextmanager
def gateway(server: Canned, patience: float, backend: str = "openai_compatible") -> Iterator[Gateway]:
    model = "openai/bench" if backend == "litellm" else "bench"
    made = Gateway({"m": ModelEntry(backend=backend, model=model, api_base=server.address)}, MemoryLedger())
    made.waiting = Waiting(patience)
    try:
        yield made
    finally:
        made.close()


def test_a_pause_ends_when_the_run_stops() -> None:
    async def stopped_early() -> float:
        waiting, started = Waiting(), time.monotonic()
        asyncio.get_running_loop().call_later(0.05, waiting.stop)
        with pytest.raises(Paused):
            await waiting.pause(30)
        return time.monotonic() - started

    assert asyncio.run(stopped_early()) < 5


def test_nothing_starts_after_the_stop() -> None:
    waiting = Waiting()
    waiting.stop()
    with pytest.raises(Paused):
        asyncio.run(waiting.pause(0))


def test_a_pause_that_is_not_disturbed_takes_its_time() -> None:
    started = time.monotonic()
    asyncio.run(Waiting().pause(0.1))
    assert time.monotonic() - started >= 0.09


def test_a_long_wait_is_said_once() -> None:
    said: list[str] = []
    waiting = Waiting(told=said.append)
    for _ in range(3):
        waiting.announce("m", 3600, 90)
    waiting.announce("m", None, 0.5)
    assert said == ["m: waiting 90 s to ask again, of the 3600 s that its server asks for"]


@pytest.mark.parametrize("backend", ["openai_compatible", "litellm"])
def test_a_server_that_asks_for_an_hour_is_given_up_after_the_patience(backend: str) -> None:
    with canned(HOUR) as server, gateway(server, 0.3, backend) as made, pytest.raises(Paused) as caught:
        made.run([one_call(str(number)) for number in range(8)], window=8)
    assert "3600 s" in str(caught.value.hint)
    assert caught.value.resume == ""
    assert isinstance(caught.value.__cause__, RateLimited)


def test_other_calls_are_held_back_no_longer_than_the_patience() -> None:
    started = time.monotonic()
    with canned(HOUR, UP) as server, gateway(server, 0.3) as made:
        assert made.run([one_call("a"), one_call("b")], window=1) == ["up", "up"]
    assert time.monotonic() - started < 20


def test_a_run_that_waits_can_be_stopped() -> None:
    with canned(HOUR) as server, gateway(server, 90) as made:
        threading.Timer(0.5, made.stop, [Paused("interrupted")]).start()
        started = time.monotonic()
        with pytest.raises(Paused, match="interrupted"):
            made.run([one_call(str(number)) for number in range(8)], window=8)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("asked", ["nan", "inf", "-1", "1e300", "9" * 400, "Sun, 99 Xxx 9999 99:99:99 GMT"])
def test_a_wait_that_means_nothing_is_the_calls_own(asked: str) -> None:
    assert wait_asked({"Retry-After": asked}) is None


@pytest.mark.parametrize("asked", ["nan", "-1", "soon"])
def test_a_wait_that_means_nothing_does_not_end_the_run(asked: str) -> None:
    with canned(failing(429, **{"Retry-After": asked}), UP) as server, gateway(server, 90) as made:
        assert made.run([one_call("a")]) == ["up"]
