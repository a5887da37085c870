"""What happened, in the past tense, and the digest that two equal runs share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vs_sim.core.distribution import Draw
from vs_sim.core.message import Name, Reply, Request


@dataclass(frozen=True)
class Opened:
    """A run began, or was resumed."""

    scenario: Mapping[str, Any]
    seed: int
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """A model answered a named call; committed before the answer was used."""

    name: Name
    model: str
    """The key of the model entry."""
    request: Request
    reply: Reply
    retries: int = 0
    """Transport retries that were needed."""

    @property
    def unit(self) -> str:
        """The dialogue it belongs to."""
        return self.name[0]


@dataclass(frozen=True)
class Answered:
    """A question was answered by a draw from a distribution."""

    name: Name
    speaker: str
    """The role that answered."""
    question: str
    private: bool
    exchange: int | None
    """The exchange it was asked in or after, 0-based; None outside exchanges."""
    method: str
    draw: Draw

    @property
    def unit(self) -> str:
        """The dialogue it belongs to."""
        return self.name[0]


@dataclass(frozen=True)
class Closed:
    """A dialogue ended with an outcome: who took part and what was decided."""

    unit: str
    outcome: Mapping[str, Any]
    personas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Role to `{person, source, traits}`."""


@dataclass(frozen=True)
class Failed:
    """Something failed, for a reason; never a value.

    Attributes:
        name: The draw or the dialogue concerned.
        what: `unreadable` (an answer, re-asked), `refused` (an answer, re-asked), `dialogue` (the dialogue is
            closed as failed) or `transport` (a call, retried).
        reason: Short and machine-readable.
        raw: The model's text, if there was one.
    """

    name: Name
    what: str
    reason: str
    raw: str = ""

    @property
    def unit(self) -> str:
        """The dialogue it belongs to."""
        return self.name[0]


@dataclass(frozen=True)
class RunPaused:
    """A run stopped early and can be resumed."""

    reason: str


Event = Opened | Asked | Answered | Closed | Failed | RunPaused

DIGESTED = ("asked", "answered", "closed", "failed:unreadable", "failed:refused", "failed:dialogue")
"""The events that count in a digest; transport, order of arrival, time and cost do not."""


def canonical(value: Any) -> str:
    """One JSON text per value: sorted keys, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content(event: Event) -> tuple[str, Name, str] | None:
    """What counts of an event: its kind, name and content; None when nothing of it counts."""
    match event:
        case Asked():
            return "asked", event.name, event.reply.text
        case Answered():
            return "answered", event.name, canonical(event.draw.to_dict())
        case Closed():
            return "closed", (event.unit,), canonical(event.outcome)
        case Failed() if event.what != "transport":
            return f"failed:{event.what}", event.name, canonical([event.reason, event.raw])
        case _:
            return None


def unit_digest(contents: Iterable[tuple[str, Name, str]]) -> str:
    """SHA-256 over the contents of one dialogue's events, sorted by name and kind."""
    digest = hashlib.sha256()
    for kind, name, text in sorted(contents, key=lambda item: (item[1], item[0], item[2])):
        digest.update(canonical([kind, list(name), text]).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def run_digest(units: Mapping[str, str]) -> str:
    """SHA-256 over the dialogue digests, sorted by dialogue."""
    digest = hashlib.sha256()
    for unit in sorted(units):
        digest.update(f"{unit} {units[unit]}\n".encode())
    return digest.hexdigest()


def failure_text(name: Name, reason: str) -> str:
    """How the outcome of a failed dialogue states where and why it failed: `end/persuadee/donation: empty`."""
    return f"{'/'.join(name[1:])}: {reason}"


def failure_parts(text: str) -> tuple[str, str]:
    """The inverse of `failure_text`: the question and the reason; no question where none is stated.

    >>> failure_parts("end/persuadee/donation: empty")
    ('donation', 'empty')
    """
    place, found, reason = text.partition(": ")
    return (place.rpartition("/")[2], reason) if found else ("", text)
