"""Who plays a role in which dialogue: personas drawn by name, or read from a file in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from vs_sim.core.persona import Persona
from vs_sim.core.persona_source import PersonaSource
from vs_sim.core.scenario import Scenario
from vs_sim.corpora.participants import Participants
from vs_sim.corpora.participants_table import read_participants
from vs_sim.errors import VsSimError
from vs_sim.personas.persona_candidates import BLOCK, Chooser, Codes, Rows, Some, people_from
from vs_sim.personas.population import population_names
from vs_sim.personas.quota import Quota
from vs_sim.seeds import generator
from vs_sim.world.kind import KINDS, PersonaSampler


@dataclass(frozen=True)
class RolePersonas:
    """The people from whom the personas of one role are sampled.

    Attributes:
        role: Which.
        seed: The run's.
        persons: How many dialogues there are.
        source: Where the people come from.
        chooser: Who of them are taken.
    """

    role: str
    seed: int
    persons: int
    source: PersonaSource
    chooser: Chooser

    @cached_property
    def sought(self) -> list[dict[int, int]]:
        """Whom to seek in each dialogue, by the places of trait and level; nobody in particular without a quota."""
        if not self.source.quota:
            return [{}] * self.persons
        return Quota(self.chooser, self.source.quota).sought(self.persons, self.seed, "quota", self.role)

    @cached_property
    def in_order(self) -> list[int]:
        """The rows of a file that are taken one after the other; empty where people are drawn."""
        people = self.chooser.people
        weighted = any(isinstance(segment, dict) for segment in self.source.segments.values())
        if not isinstance(people, Rows) or weighted or self.source.quota or self.source.shuffled:
            return []
        return [int(row) for row in np.flatnonzero(self.chooser.keeps(people.codes))]

    def persona(self, number: int) -> Persona:
        """The persona of a dialogue."""
        people = self.chooser.people
        if isinstance(people, Rows) and self.in_order:
            row = self.in_order[number % len(self.in_order)]
            return self._persona(people.codes[row], people.personas[row].person)
        draw, somebody = generator(self.seed, "persona", self.role, number), f"{self.role} {number}"
        if self.source.shuffled:
            codes, _ = self.chooser.choose(draw, len(people.levels), self.sought[number])
            return self._persona(codes.diagonal(), somebody)
        block, at = self._block(number // BLOCK), number % BLOCK
        if self.chooser.takes(block, self.sought[number])[at]:
            return self._persona(block[0][at], block[2][at] if block[2] else somebody)
        codes, names = self.chooser.choose(draw, 1, self.sought[number])
        return self._persona(codes[0], names[0] or somebody)

    @cached_property
    def _last(self) -> dict[int, Some]:
        return {}

    def _block(self, number: int) -> Some:
        """The persons drawn together with others of a block; the last block is kept."""
        if number not in self._last:
            self._last.clear()
            self._last[number] = self.chooser.people.block(generator(self.seed, "personas", self.role, number))
        return self._last[number]

    def _persona(self, codes: Codes, person: str) -> Persona:
        name = self.chooser.people.name + (", shuffled" if self.source.shuffled else "")
        traits = self.chooser.traits(codes, self.source.tell)
        return Persona(person, traits, name, self.source.style, self.chooser.people.labels)


def persona_sampler(scenario: Scenario, seed: int, folder: Path) -> PersonaSampler:
    """The persona sampler of a scenario: the same seed samples the same people whatever else changes.

    Args:
        scenario: The scenario.
        seed: The run's seed.
        folder: Where persona files named in the scenario are looked for.
    """

    @cache
    def company(role: str) -> RolePersonas | None:
        source = _source_of(scenario, role)
        people = people_from(source, folder)
        persons = KINDS.get(scenario.kind).size(scenario)
        return None if people is None else RolePersonas(role, seed, persons, source, Chooser(people, source.segments))

    @cache
    def participants(file: str) -> Participants:
        return read_participants(folder / file, seed)

    def sample(role: str, dialogue: int) -> Persona:
        source = scenario.roles[role].personas
        number = dialogue // source.retest
        if source.participants is not None:
            side, known = int(role == list(scenario.roles)[-1]), participants(source.participants)
            if scenario.personas == "shuffled" or source.shuffled:
                return known.mixed(number, side, source.style)
            return known.persona(number, side, () if scenario.personas == "none" else source.tell, source.style)
        found = company(role)
        return Persona(f"{role} {number}", source="none") if found is None else found.persona(number)

    return sample


def _source_of(scenario: Scenario, role: str) -> PersonaSource:
    """Where a role's personas come from, ablations applied.

    Who is shuffled without a source of their own comes from that of another role, else from the shipped population.

    Raises:
        VsSimError: It is not clear who is to be shuffled.
    """
    own = scenario.roles[role].personas
    if scenario.personas == "none":
        return PersonaSource()
    if own.shuffled and not _names_people(own):
        others = [other.personas for other in scenario.roles.values() if _names_people(other.personas)]
        own = others[0] if others else PersonaSource(population=_only_population())
        return own.model_copy(update={"shuffled": True})
    if scenario.personas == "shuffled" and _names_people(own):
        return own.model_copy(update={"shuffled": True})
    return own


def _names_people(source: PersonaSource) -> bool:
    return source.population is not None or source.file is not None


def _only_population() -> str:
    names = population_names()
    if len(names) != 1:
        raise VsSimError("it is not clear who is to be shuffled", hint="write {population: …, shuffled: true}")
    return names[0]
