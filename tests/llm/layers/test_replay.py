from __future__ import annotations

import asyncio

import pytest

from tests.llm.gateways import request
from vs_sim.core.event import Asked
from vs_sim.core.message import Reply
from vs_sim.errors import LogError
from vs_sim.llm.flow import Call
from vs_sim.llm.layers.replay import ReplayLayer
from vs_sim.llm.ledger import MemoryLedger

CALL = Call(("000000", "q", "0", "1"), "m", request())


class Model:
    """Counts how often it is asked."""

    def __init__(self, text: str = "up") -> None:
        self.text, self.asked = text, 0

    async def __call__(self, call: Call) -> tuple[Reply, int]:
        self.asked += 1
        return Reply(self.text), 2


class Broken(MemoryLedger):
    """A ledger that cannot write."""

    async def put(self, asked: Asked) -> None:
        raise LogError("the disk is full")


def test_a_reply_is_committed_with_its_retries_before_it_is_used() -> None:
    ledger = MemoryLedger()
    reply = asyncio.run(ReplayLayer(Model(), ledger=ledger)(CALL))
    assert ledger.asked[CALL.name] == Asked(CALL.name, "m", CALL.request, reply, 2)


def test_a_committed_reply_is_given_again_without_asking() -> None:
    ledger, model = MemoryLedger(), Model()
    layer = ReplayLayer(model, ledger=ledger)
    assert asyncio.run(layer(CALL)) == asyncio.run(layer(CALL))
    assert model.asked == 1


def test_a_reply_that_cannot_be_committed_is_not_used() -> None:
    with pytest.raises(LogError):
        asyncio.run(ReplayLayer(Model(), ledger=Broken())(CALL))


def test_a_text_that_cannot_be_stored_is_repaired_before_it_is_committed() -> None:
    ledger = MemoryLedger()
    asyncio.run(ReplayLayer(Model("\ud83d cut"), ledger=ledger)(CALL))
    assert ledger.asked[CALL.name].reply.text == "\ufffd cut"
