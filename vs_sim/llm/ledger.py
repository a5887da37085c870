"""The part of a log that the gateway uses: committed replies by name, and events."""

from __future__ import annotations

from typing import Protocol

from vs_sim.core.event import Asked, Event
from vs_sim.core.message import Name, Reply, Request


class Ledger(Protocol):
    """Committed replies by the name of their draw; each belongs to one logical request."""

    def get(self, name: Name, request: Request) -> Reply | None:
        """The committed reply of that name, if there is one.

        Raises:
            LogError: Another request was committed at the same name.
        """

    async def put(self, asked: Asked) -> None:
        """Commit a reply, and return when it is durable and may be used."""

    def note(self, event: Event) -> None:
        """Record an event without waiting until it is durable."""


class MemoryLedger:
    """A ledger in memory, for questions that are asked outside a run."""

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
