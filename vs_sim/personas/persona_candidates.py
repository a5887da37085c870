"""People to choose from, whether a population or the rows of a file: narrowed, weighted, and drawn by name.

A candidate is drawn and taken with the chance that the segments give it, until enough are taken. So somebody whom no
segment turns away is the same person with and without segments.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vs_sim.core.condition import Segment, weight
from vs_sim.core.persona import Persona, Trait
from vs_sim.core.persona_source import PersonaSource
from vs_sim.errors import VsSimError
from vs_sim.personas.copula import FloatArray, balanced
from vs_sim.personas.persona_table import read_personas
from vs_sim.personas.population import Population, load_population

Codes = NDArray[np.int64]
"""Levels by their place in `levels`, shape (people, traits); -1 where somebody has none."""
MOST_CANDIDATES = 100_000
"""For one person; who is rarer than that is not found."""
BLOCK = 256
"""Persons drawn from a population together, so that they are nearer to the people than independent draws are."""
Some = tuple[Codes, FloatArray, Sequence[str]]
"""Persons: their levels, a number in [0, 1) each, and who they are, if anybody in particular."""


class People(Protocol):
    """A source of persons."""

    @property
    def name(self) -> str:
        """What a persona's source is called."""

    @property
    def levels(self) -> Mapping[str, tuple[Trait, ...]]:
        """Trait to its levels, in the order of the prompt."""

    @property
    def labels(self) -> Mapping[str, str]:
        """Trait to its readable name; empty where there is none."""

    def candidates(self, generator: np.random.Generator, size: int) -> Some:
        """Independent persons."""

    def block(self, generator: np.random.Generator) -> Some:
        """Persons drawn together, `BLOCK` of them."""


@dataclass(frozen=True)
class Drawn:
    """The people that a population stands for."""

    population: Population

    @property
    def name(self) -> str:
        """What a persona's source is called."""
        return f"population {self.population.id}"

    @property
    def levels(self) -> Mapping[str, tuple[Trait, ...]]:
        """Trait to its levels, in the order of the prompt."""
        return self.population.levels

    @property
    def labels(self) -> Mapping[str, str]:
        """Trait to its readable name."""
        return self.population.labels

    def candidates(self, generator: np.random.Generator, size: int) -> Some:
        """Independent draws from the joint distribution of the traits."""
        return self._people(generator.standard_normal((size, len(self.levels) + 1)))

    def block(self, generator: np.random.Generator) -> Some:
        """Draws from the joint distribution of the traits, balanced among themselves."""
        return self._people(balanced(generator.standard_normal((BLOCK, len(self.levels) + 1))))

    def _people(self, numbers: FloatArray) -> Some:
        lots = [0.5 * (1 + math.erf(number / math.sqrt(2))) for number in numbers[:, -1]]
        return self.population.people_of(numbers[:, :-1]), np.asarray(lots), ()


@dataclass(frozen=True)
class Rows:
    """The people in a file."""

    personas: Sequence[Persona]
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What a persona's source is called."""
        return self.personas[0].source

    @cached_property
    def levels(self) -> Mapping[str, tuple[Trait, ...]]:
        """Trait to its levels: numbers in order, then texts as they first occur."""
        found: dict[str, dict[Trait, None]] = {}
        for persona in self.personas:
            for trait, value in persona.traits.items():
                found.setdefault(trait, {})[value] = None
        return {trait: tuple(sorted(values, key=_order)) for trait, values in found.items()}

    @cached_property
    def codes(self) -> Codes:
        """The levels of every row."""
        places = {trait: {value: at for at, value in enumerate(values)} for trait, values in self.levels.items()}
        rows = [[place.get(p.traits.get(t, math.nan), -1) for t, place in places.items()] for p in self.personas]
        return np.asarray(rows, dtype=np.int64).reshape(len(rows), len(places))

    def block(self, generator: np.random.Generator) -> Some:
        """Rows drawn at random."""
        return self.candidates(generator, BLOCK)

    def candidates(self, generator: np.random.Generator, size: int) -> Some:
        """Rows drawn at random, each time from all."""
        numbers = generator.random((size, 2))
        rows = (numbers[:, 0] * len(self.personas)).astype(np.int64)
        return self.codes[rows], np.asarray(numbers[:, 1]), [self.personas[row].person for row in rows]


def _order(value: Trait) -> tuple[bool, float]:
    """Numbers in order, before texts."""
    return (True, 0.0) if isinstance(value, str) else (False, float(value))


@dataclass(frozen=True)
class Chooser:
    """Who of the people are taken.

    Attributes:
        people: Whom to choose from.
        segments: By trait, who is wanted or how often.
    """

    people: People
    segments: Mapping[str, Segment] = field(default_factory=dict)

    @cached_property
    def chances(self) -> list[FloatArray]:
        """By trait the chance of each level, the last one of having none; at most 1."""
        tables = []
        for trait, levels in self.people.levels.items():
            segment = self.segments.get(trait)
            each = [1.0 if segment is None else weight(value, segment) for value in (*levels, None)]
            tables.append(np.asarray(each) / max(*each, 1e-300))
        return tables

    def keeps(self, codes: Codes) -> FloatArray:
        """The chance with which each of some people is taken, shape (people,)."""
        chances = [table[codes[:, trait]] for trait, table in enumerate(self.chances)]
        return np.asarray(np.prod(chances, axis=0) if chances else np.ones(len(codes)), dtype=np.float64)

    def takes(self, some: Some, wanted: Mapping[int, int]) -> NDArray[np.bool_]:
        """Who of some persons are taken, shape (people,)."""
        codes, lots, _ = some
        taken = lots < self.keeps(codes)
        for trait, level in wanted.items():
            taken &= codes[:, trait] == level
        return taken

    def choose(self, generator: np.random.Generator, size: int, wanted: Mapping[int, int]) -> tuple[Codes, list[str]]:
        """The next people taken, in the order of their drawing.

        Args:
            generator: Of a name.
            size: How many.
            wanted: Only those with these levels, by the places of trait and level.

        Raises:
            VsSimError: Too few were found among many candidates.
        """
        taken: list[Codes] = []
        names: list[str] = []
        tried, batch, found = 0, size, 0
        while found < size:
            if tried >= MOST_CANDIDATES * size:
                raise VsSimError(f"{self.people.name}: nobody found", hint="the segments leave out everybody")
            some = self.people.candidates(generator, batch)
            kept = self.takes(some, wanted)
            taken.append(some[0][kept])
            names += [some[2][at] if some[2] else "" for at in np.flatnonzero(kept).tolist()]
            found, tried, batch = found + int(kept.sum()), tried + batch, min(4 * batch, 4096)
        return np.concatenate(taken)[:size], names[:size]

    def traits(self, codes: Codes, tell: Sequence[str] | None) -> dict[str, Trait]:
        """The prompted attributes of one person, from their levels of shape (traits,)."""
        known = {
            trait: levels[code]
            for (trait, levels), code in zip(self.people.levels.items(), codes, strict=True)
            if code >= 0
        }
        return known if tell is None else {trait: known[trait] for trait in tell if trait in known}


def people_from(source: PersonaSource, folder: Path) -> People | None:
    """The people of a source; None where nobody in particular is meant.

    Raises:
        UnknownName: No shipped population has that name.
        ScenarioError: The file cannot be read.
    """
    if source.population is not None:
        return Drawn(load_population(source.population))
    return Rows(read_personas(folder / source.file, None, source.csv)) if source.file is not None else None
