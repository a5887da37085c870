"""Limit: how many requests one model receives at once and per minute, fewer when its server is overloaded.

A status 429 or 503 halves the number of requests in flight and delays new ones for as long as the server asks, up to
the longest wait of a call; every success raises the number again. Waiting requests occupy no slot.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from vs_sim.core.message import Reply, Request
from vs_sim.errors import RateLimited
from vs_sim.llm.layers.waiting import Waiting
from vs_sim.llm.prices import expected_tokens, tokens_used

_Complete = Callable[[Request], Awaitable[Reply]]
_LEAST_SHARE = 1 / 8
"""A model is never asked for less than this part of `max_in_flight` at once; beyond it, every call backs off alone."""


@dataclass
class Pace:
    """Starts spread evenly: at most so many units per minute.

    Attributes:
        per_minute: Units per minute; None for no limit.
        next_start: When the next unit may start, on the monotonic clock.
    """

    per_minute: float | None
    next_start: float = 0.0

    def reserve(self, units: float, now: float) -> float:
        """Reserve a start for some units; returns the seconds to wait for it."""
        if self.per_minute is None:
            return 0.0
        start = max(now, self.next_start)
        self.next_start = start + 60.0 * units / self.per_minute
        return start - now

    def settle(self, units: float) -> None:
        """Correct the last reservation by the difference to the units that were used."""
        if self.per_minute is not None:
            self.next_start += 60.0 * units / self.per_minute


class LimitLayer:
    """Admits requests to one model.

    Args:
        inner: What is admitted.
        max_in_flight: Requests under way at once, at most.
        rpm: Requests per minute; None for no limit.
        tpm: Tokens per minute; None for no limit.
        waiting: How calls wait, and how long a server may hold them back.
    """

    def __init__(
        self,
        inner: _Complete,
        *,
        max_in_flight: int,
        rpm: float | None = None,
        tpm: float | None = None,
        waiting: Waiting | None = None,
    ) -> None:
        self.pauses = waiting or Waiting()
        self.inner, self.most = inner, max_in_flight
        self.allowed = float(max_in_flight)
        self.in_flight = 0
        self.requests, self.tokens = Pace(rpm), Pace(tpm)
        self.held_until = 0.0
        self.waiting: deque[asyncio.Future[None]] = deque()

    async def __call__(self, request: Request) -> Reply:
        """Wait for a slot and a start, then ask."""
        await self._enter()
        try:
            expected = await self._start(request)
            reply = await self.inner(request)
        except RateLimited as error:
            self._slow_down(error)
            raise
        finally:
            self._leave()
        self._climb(reply, expected)
        return reply

    async def _enter(self) -> None:
        if self.in_flight >= int(self.allowed) or self.waiting:
            place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.waiting.append(place)
            try:
                await place
            except asyncio.CancelledError:
                if place.done() and not place.cancelled():
                    self._leave()
                raise
        else:
            self.in_flight += 1

    def _leave(self) -> None:
        self.in_flight -= 1
        self._admit()

    def _admit(self) -> None:
        while self.waiting and self.in_flight < int(self.allowed):
            place = self.waiting.popleft()
            if not place.done():
                self.in_flight += 1
                place.set_result(None)

    async def _start(self, request: Request) -> float:
        now, expected = time.monotonic(), 0.0
        wait = max(self.requests.reserve(1, now), self.held_until - now)
        if self.tokens.per_minute is not None:
            expected = sum(expected_tokens(request)[0])
            wait = max(wait, self.tokens.reserve(expected, now))
        await self.pauses.pause(wait)
        return expected

    def _slow_down(self, error: RateLimited) -> None:
        self.allowed = max(1.0, self.most * _LEAST_SHARE, self.allowed / 2)
        if error.retry_after:
            hold = min(error.retry_after, self.pauses.patience)
            self.held_until = max(self.held_until, time.monotonic() + hold)

    def _climb(self, reply: Reply, expected: float) -> None:
        if self.allowed < self.most:
            self.allowed = min(float(self.most), self.allowed + 1 / self.allowed)
            self._admit()
        used = tokens_used(reply)
        if used is not None:
            self.tokens.settle(used - expected)
