"""Conversations with models as generators without input or output.

A flow yields steps and is sent their results: a `Call` returns a `Reply`, a `Spawn` returns a `Handle` immediately, a
`Join` returns the result of the spawned flow, an `Until` nothing, once another flow has given its signal. The gateway
runs flows; tests run them with `next()` and `send()`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeVar

from vs_sim.core.message import Name, Reply, Request

_T = TypeVar("_T")


@dataclass(frozen=True)
class Call:
    """A request to the model of that key, under the name of its draw."""

    name: Name
    model: str
    request: Request


@dataclass(frozen=True)
class Spawn:
    """Start a flow beside this one; yields a `Handle` at once."""

    flow: Generator[Any, Any, Any]


@dataclass(frozen=True, eq=False)
class Handle:
    """A flow under way; the driver keeps its own state in `state`."""

    state: Any


@dataclass(frozen=True)
class Join:
    """Wait for a spawned flow and get its result, or its error."""

    handle: Handle


class Signal:
    """Something that other flows wait for; given once, by one flow."""

    def __init__(self) -> None:
        self.given = False
        self._waiting: list[Callable[[], None]] = []

    def give(self) -> None:
        """Let everybody go on who waits for it; called on the thread that drives flows."""
        self.given, waiting, self._waiting = True, self._waiting, []
        for go_on in waiting:
            go_on()

    def then(self, go_on: Callable[[], None]) -> None:
        """Be told when it is given."""
        self._waiting.append(go_on)


@dataclass(frozen=True)
class Until:
    """Wait until another flow gives a signal; that flow has to be driven before this one, or beside it."""

    signal: Signal


Step = Call | Spawn | Join | Until
Flow = Generator[Step, Any, _T]
"""A conversation that ends in a T."""
Ask = Generator[Request, Reply, _T]
"""The conversation of one method: it yields requests without names and is sent replies."""


def with_names(ask: Ask[_T], prefix: Name, attempt: int, model: str) -> Flow[_T]:
    """Give each request of a method its name `(*prefix, call, attempt)` and its model."""
    call = 0
    try:
        request = next(ask)
        while True:
            reply = yield Call((*prefix, str(call), str(attempt)), model, request)
            call += 1
            request = ask.send(reply)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
