"""Replay: a committed reply is reused, and a new reply is committed before it is used."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from vs_sim.core.event import Asked
from vs_sim.core.message import Reply
from vs_sim.llm.flow import Call
from vs_sim.llm.ledger import Ledger
from vs_sim.llm.valid_unicode import valid_unicode


class ReplayLayer:
    """The outermost layer: nothing committed is asked for twice, nothing uncommitted is used.

    Args:
        inner: The layers below; gives a reply and the number of transport retries.
        ledger: The committed replies.
    """

    def __init__(self, inner: Callable[[Call], Awaitable[tuple[Reply, int]]], *, ledger: Ledger) -> None:
        self.inner, self.ledger = inner, ledger

    async def __call__(self, call: Call) -> Reply:
        """The reply of that name, from the ledger or from the model."""
        known = self.ledger.get(call.name, call.request)
        if known is not None:
            return known
        reply, retries = await self.inner(call)
        if (text := valid_unicode(reply.text)) is not reply.text:
            reply = replace(reply, text=text)
        await self.ledger.put(Asked(call.name, call.model, call.request, reply, retries))
        return reply
