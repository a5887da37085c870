"""A gateway to one scripted model, and the shortest flow through it."""

from __future__ import annotations

from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.llm.flow import Call, Flow
from vs_sim.llm.gateway import Gateway
from vs_sim.llm.ledger import MemoryLedger

ENTRY = ModelEntry(backend="scripted", retries=2)


def request(text: str = "hi") -> Request:
    return Request((Message("user", text),))


def gateway(script: object, ledger: MemoryLedger | None = None) -> Gateway:
    backend = Scripted.of(script)  # type: ignore[arg-type]
    return Gateway({"m": ENTRY}, ledger or MemoryLedger(), backends={"m": backend})


def one_call(unit: str) -> Flow[str]:
    reply: Reply = yield Call((unit, "0"), "m", request(unit))
    return reply.text
