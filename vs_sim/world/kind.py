"""A kind of scenario: its schema, how many dialogues it has, and the flow of one dialogue.

To add a kind, put a file with one `@kind` registration into `kinds/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from vs_sim.core.event import Event
from vs_sim.core.message import Name
from vs_sim.core.persona import Persona
from vs_sim.core.scenario_kind import SCENARIO_KINDS, ScenarioKind
from vs_sim.errors import Fault
from vs_sim.files.strict_yaml import Document
from vs_sim.llm.flow import Flow
from vs_sim.registry import Registry

Emit = Callable[[Event], None]
Draws = Callable[[Name], float]
PersonaSampler = Callable[[str, int], Persona]
"""From a role and the number of a dialogue to the persona that plays it."""


def _nobody(role: str, number: int) -> Persona:
    return Persona(f"{role} {number}")


def unit_name(number: int) -> str:
    """The name of a dialogue: its number, padded so that names sort as numbers do."""
    return f"{number:06d}"


@dataclass(frozen=True)
class Encounter:
    """One dialogue to run: who meets whom, and how its events and draws leave the flow."""

    unit: str
    scenario: Any
    """The scenario, of the kind's own schema."""
    personas: Mapping[str, Persona]
    """Role to the persona that plays it."""
    emit: Emit
    draws: Draws
    """The number in [0, 1) that belongs to a name."""
    folder: Path = Path()
    """Where files that the scenario names are looked for."""
    persona_of: PersonaSampler = _nobody
    """Who plays a role in another dialogue."""


@dataclass(frozen=True)
class Outcome:
    """How a dialogue ended.

    Attributes:
        unit: The dialogue.
        decisions: The last answer to every question asked at the end, by question.
        failed: The reason, when the dialogue was closed as failed; else None.
    """

    unit: str
    decisions: Mapping[str, float | str]
    failed: str | None = None


class Steps(Protocol):
    """What is run in steps until it stops, as Mesa's models are."""

    running: bool

    def step(self) -> None:
        """One round."""


@dataclass(frozen=True)
class Kind(ScenarioKind):
    """A registered kind of scenario, with what happens in one of its dialogues."""

    flow: Callable[[Encounter], Flow[Outcome]]
    """One dialogue."""
    size_key: str = "dialogues"
    """The key of a scenario that says how many dialogues it plans."""
    faults: Callable[[Document], Iterable[Fault]] = lambda document: ()
    """What the kind objects to besides what its schema does, with its place."""
    society: Callable[..., Steps] | None = None
    """From scenario, wiring and `rng` to what is run, for a kind that is more than independent dialogues."""
    understood: Callable[[Any, Path], list[str]] = lambda scenario, folder: []
    """What was understood of a scenario that has no faults, a text each."""


KINDS = cast("Registry[Kind]", SCENARIO_KINDS)
"""The same registry, whose members are known here with their flows."""
