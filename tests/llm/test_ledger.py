from __future__ import annotations

import asyncio

from vs_sim.core.event import Asked, Failed
from vs_sim.core.message import Message, Reply, Request
from vs_sim.llm.ledger import MemoryLedger

REQUEST = Request((Message("user", "hi"),))


def test_a_committed_reply_is_found_by_its_name() -> None:
    ledger = MemoryLedger()
    asyncio.run(ledger.put(Asked(("0", "q"), "m", REQUEST, Reply("a"), 0)))
    assert (ledger.get(("0", "q"), REQUEST), ledger.get(("1", "q"), REQUEST)) == (Reply("a"), None)


def test_events_are_kept_in_order() -> None:
    ledger = MemoryLedger()
    events = [Failed((str(at), "q"), "transport", "TimedOut") for at in range(3)]
    for event in events:
        ledger.note(event)
    assert ledger.events == events
