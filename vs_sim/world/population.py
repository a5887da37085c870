"""Who plays a role in which dialogue: personas drawn by name, or read from a file in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from vs_sim.core.persona import Persona
from vs_sim.core.scenario import PersonaSource, Scenario
from vs_sim.files.personas import read_personas
from vs_sim.files.population import draw_persona
from vs_sim.seeds import generator

Casting = Callable[[str, int], Persona]
"""From a role and the number of a dialogue to the persona that plays it."""


def casting(scenario: Scenario, seed: int, folder: Path) -> Casting:
    """How a scenario's roles are cast; the same seed casts the same people whatever else changes.

    Args:
        scenario: The scenario.
        seed: The run's seed.
        folder: Where persona files named in the scenario are looked for.
    """

    @cache
    def from_file(file: str, tell: tuple[str, ...] | None) -> list[Persona]:
        return read_personas(folder / file, tell)

    def cast(role: str, number: int) -> Persona:
        source: PersonaSource = scenario.roles[role].personas
        person = f"{role} {number}"
        if source.population is not None:
            draw = generator(seed, "persona", role, number)
            return draw_persona(source.population, draw, person, source.tell)
        if source.file is not None:
            people = from_file(source.file, source.tell)
            return people[number % len(people)]
        return Persona(person, source="none")

    return cast
