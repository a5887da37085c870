from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from vs_sim.core.event import Failed
from vs_sim.core.message import Message, Reply, Request
from vs_sim.errors import BackendError, RateLimited, Rejected, Unreachable
from vs_sim.llm.flow import Call
from vs_sim.llm.layers.retry import LENIENCE, LONGEST_WAIT, RetryLayer, wait_before

CALL = Call(("000000", "q", "0", "1"), "m", Request((Message("user", "hi"),)))


def tried(errors: Iterator[BackendError], retries: int) -> tuple[int, list[Failed]]:
    """How many retries a call took, and what was noted."""
    noted: list[Failed] = []

    async def complete(request: Request) -> Reply:
        if error := next(errors, None):
            raise error
        return Reply("up")

    retry = RetryLayer(complete, retries=retries, seed=0, note=noted.append)
    return asyncio.run(retry(CALL))[1], noted


def test_every_failure_is_noted() -> None:
    retries, noted = tried(iter([Unreachable("down", retry_after=0)] * 2), 3)
    assert (retries, [failed.reason for failed in noted]) == (2, ["Unreachable"] * 2)


def test_retries_are_bounded() -> None:
    with pytest.raises(Unreachable):
        tried(iter([Unreachable("down", retry_after=0)] * 4), 3)


def test_a_server_that_limits_is_given_more_patience() -> None:
    assert tried(iter([RateLimited("slow", retry_after=0)] * 2 * LENIENCE), 2)[0] == 2 * LENIENCE


def test_that_patience_ends_too() -> None:
    with pytest.raises(RateLimited):
        tried(iter([RateLimited("slow", retry_after=0)] * (2 * LENIENCE + 1)), 2)


def test_what_can_never_succeed_is_not_tried_again() -> None:
    with pytest.raises(Rejected):
        tried(iter([Rejected("no")]), 5)


def test_waits_double_and_end_somewhere() -> None:
    waits = [wait_before(attempt, None, 0, CALL.name) for attempt in range(12)]
    assert waits[0] <= 0.5
    assert max(waits) <= LONGEST_WAIT


def test_what_the_server_asks_for_comes_first() -> None:
    assert wait_before(5, 0.25, 0, CALL.name) == 0.25
