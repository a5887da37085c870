from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest

from vs_sim.core.message import Message, Reply, Request
from vs_sim.errors import RateLimited
from vs_sim.llm.layers.limit import LimitLayer, Pace

REQUEST = Request((Message("user", "hi"),))


class Server:
    """Counts how many requests it sees at once."""

    def __init__(self, behave: Callable[[int], None] = lambda number: None) -> None:
        self.behave, self.now, self.most, self.asked = behave, 0, 0, 0

    async def complete(self, request: Request) -> Reply:
        self.now += 1
        self.asked += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(0.001)
            self.behave(self.asked)
        finally:
            self.now -= 1
        return Reply("ok", prompt_tokens=10, completion_tokens=10)


async def many(limit: LimitLayer, number: int) -> list[Reply | BaseException]:
    return await asyncio.gather(*(limit(REQUEST) for _ in range(number)), return_exceptions=True)


def test_no_more_than_allowed_are_in_flight() -> None:
    server = Server()
    asyncio.run(many(LimitLayer(server.complete, max_in_flight=3), 20))
    assert (server.most, server.asked) == (3, 20)


def overloaded(number: int) -> None:
    if number <= 8:
        raise RateLimited("slow down")


def test_a_rate_limit_halves_what_may_be_in_flight() -> None:
    limit = LimitLayer(Server(overloaded).complete, max_in_flight=8)
    asyncio.run(many(limit, 8))
    assert limit.allowed == 1


def test_success_lets_it_climb_again() -> None:
    limit = LimitLayer(Server(overloaded).complete, max_in_flight=8)

    async def first_limited_then_served() -> None:
        await many(limit, 8)
        await many(limit, 100)

    asyncio.run(first_limited_then_served())
    assert limit.allowed == 8


def test_new_starts_wait_as_long_as_the_server_asks() -> None:
    def once(number: int) -> None:
        if number == 1:
            raise RateLimited("wait", retry_after=0.2)

    limit = LimitLayer(Server(once).complete, max_in_flight=4)

    async def two() -> float:
        await many(limit, 1)
        started = time.monotonic()
        await many(limit, 1)
        return time.monotonic() - started

    assert asyncio.run(two()) >= 0.19


@pytest.mark.parametrize("rpm", [600.0, 6000.0])
def test_requests_per_minute_space_the_starts(rpm: float) -> None:
    pace = Pace(rpm)
    waits = [pace.reserve(1, now=100.0) for _ in range(3)]
    assert waits == pytest.approx([0, 60 / rpm, 120 / rpm])


def test_tokens_per_minute_are_corrected_by_what_was_used() -> None:
    pace = Pace(6000)
    pace.reserve(100, now=0.0)
    pace.settle(-100)
    assert pace.reserve(1, now=0.0) == 0


def test_a_cancelled_waiter_does_not_lose_a_slot() -> None:
    server = Server()
    limit = LimitLayer(server.complete, max_in_flight=1)

    async def cancel_one() -> None:
        tasks = [asyncio.create_task(limit(REQUEST)) for _ in range(3)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(cancel_one())
    assert (server.asked, limit.in_flight) == (2, 0)
