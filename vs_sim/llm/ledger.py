"""What the gateway needs of a log: committed replies by name, and a place to commit new ones."""

from __future__ import annotations

from typing import Protocol

from vs_sim.core.event import Asked, Event
from vs_sim.core.message import Name, Reply, Request


class Ledger(Protocol):
    """Committed replies, keyed by the name of the draw and guarded by the logical request."""

    def get(self, name: Name, request: Request) -> Reply | None:
        """The committed reply of that name, if there is one.

        Raises:
            LogError: Another request was committed at the same name.
        """

    async def put(self, asked: Asked) -> None:
        """Commit a reply; returns when it is durable, so that it may be used."""

    def note(self, event: Event) -> None:
        """Keep an event without waiting for it to be durable."""


class MemoryLedger:
    """A ledger that forgets at the end of the process: for questions asked outside a run."""

    def __init__(self) -> None:
        self.asked: dict[Name, Asked] = {}
        self.events: list[Event] = []

    def get(self, name: Name, request: Request) -> Reply | None:
        """The reply given under that name before."""
        known = self.asked.get(name)
        return known.reply if known else None

    async def put(self, asked: Asked) -> None:
        """Remember a reply."""
        self.asked[asked.name] = asked

    def note(self, event: Event) -> None:
        """Remember an event."""
        self.events.append(event)
