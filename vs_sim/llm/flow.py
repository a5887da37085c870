"""Conversations with a model as generators that never wait.

A flow yields what it needs and is sent the result: a `Call` gives a `Reply`, a `Spawn` a `Handle` at once, a
`Join` the spawned flow's result. The gateway drives it; a test drives it by hand with `next()` and `send()`.
"""

from __future__ import annotations

from collections.abc import Generator
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


Step = Call | Spawn | Join
Flow = Generator[Step, Any, _T]
"""A conversation that ends in a T."""
Ask = Generator[Request, Reply, _T]
"""A method's own conversation: requests without names, replies back."""


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
