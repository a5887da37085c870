"""A population is how often each trait occurs among people; a persona is one draw from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from vs_sim.core.persona import Persona, Trait
from vs_sim.core.question import Strict
from vs_sim.errors import UnknownName

FILE = "personas.json"
_SHELF = Path(__file__).resolve().parents[1] / "human"


class Marginal(Strict):
    """The values of one trait and how many people have each."""

    values: tuple[Trait, ...] = Field(min_length=1, description="distinct values, in order")
    counts: tuple[int, ...] = Field(description="people with each value")

    @model_validator(mode="after")
    def _paired(self) -> Marginal:
        if len(self.counts) != len(self.values) or min(self.counts) <= 0:
            raise ValueError("counts must be positive, one per value")
        return self

    def at(self, number: float) -> Trait:
        """The value at which the cumulative share passes a number in [0, 1), means with one decimal."""
        cumulative = np.cumsum(self.counts)
        value = self.values[int(np.searchsorted(cumulative, number * cumulative[-1], side="right"))]
        return round(value, 1) if isinstance(value, float) else value


class Population(Strict):
    """Aggregates of people's traits with their provenance."""

    schema_: Literal["vs_sim.population/1"] = Field(default="vs_sim.population/1", alias="schema")
    shape: Literal["marginals"] = Field(default="marginals", description="each trait alone, no dependence")
    id: str = Field(description="the name it is known by")
    title: str = Field(description="one line for a table or a plot")
    source: dict[str, str | dict[str, str]] = Field(description="where the data come from")
    population: str = Field(description="who these people are")
    rule: str = Field(description="how the counts were made of the data")
    caveats: tuple[str, ...] = Field(description="what must be known before anything is concluded")
    computed: dict[str, str] = Field(description="the command that makes the file again")
    people: int = Field(gt=0, description="number of persons")
    labels: dict[str, str] = Field(description="trait to its readable name, with its scale")
    traits: dict[str, Marginal] = Field(description="trait to its counts, in the order told")


def population_names() -> list[str]:
    """The shipped populations, sorted."""
    return sorted(file.parent.name for file in _SHELF.glob(f"*/{FILE}"))


@cache
def load_population(name: str) -> Population:
    """A shipped population.

    Raises:
        UnknownName: No shipped population has that name.
    """
    if name not in population_names():
        raise UnknownName("population", name, population_names())
    return Population.model_validate_json((_SHELF / name / FILE).read_text(encoding="utf-8"))


def draw_persona(name: str, generator: np.random.Generator, person: str, tell: Sequence[str] | None = None) -> Persona:
    """A persona whose traits are drawn from a population, each for itself.

    One number is drawn for every trait of the population, so that what is told changes nothing else.

    Args:
        name: The population.
        generator: The source of the draw.
        person: The persona's identity.
        tell: The traits told, in this order; None for all of them.

    Raises:
        UnknownName: No population, or no trait of it, has that name.
    """
    marginals = load_population(name).traits
    numbers = generator.random(len(marginals))
    drawn = {
        trait: marginal.at(float(number)) for (trait, marginal), number in zip(marginals.items(), numbers, strict=True)
    }
    for trait in tell or ():
        if trait not in drawn:
            raise UnknownName(f"trait of {name}", trait, drawn)
    traits = drawn if tell is None else {trait: drawn[trait] for trait in tell}
    return Persona(person, traits, f"population {name} (marginals drawn independently)")
