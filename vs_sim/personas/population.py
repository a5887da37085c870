"""A population is how often each trait occurs among people and how traits go together; a persona is one draw."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from vs_sim.core.persona import Trait
from vs_sim.core.strict_model import Strict
from vs_sim.errors import UnknownName
from vs_sim.personas.copula import FloatArray, cuts

FILE = "personas.json"
_SHELF = Path(__file__).resolve().parents[1] / "human"


class Marginal(Strict):
    """The levels of one trait and how many people have each."""

    values: tuple[Trait, ...] = Field(min_length=1, description="distinct levels, in the order of the latent number")
    counts: tuple[int, ...] = Field(description="people at each level")

    @model_validator(mode="after")
    def _paired(self) -> Marginal:
        if len(self.counts) != len(self.values) or min(self.counts) <= 0:
            raise ValueError("counts must be positive, one per value")
        return self


class Population(Strict):
    """Aggregates of people's traits with their provenance."""

    schema_: Literal["vs_sim.population/1"] = Field(default="vs_sim.population/1", alias="schema")
    shape: Literal["copula"] = Field(default="copula", description="marginals, and a latent correlation for each pair")
    id: str = Field(description="the name it is known by")
    title: str = Field(description="one line for a table or a plot")
    source: dict[str, str | dict[str, str]] = Field(description="where the data come from")
    population: str = Field(description="who these people are")
    rule: str = Field(description="how the numbers were made of the data")
    caveats: tuple[str, ...] = Field(description="what must be known before anything is concluded")
    computed: dict[str, str] = Field(description="the command that makes the file again")
    people: int = Field(gt=0, description="number of persons")
    labels: dict[str, str] = Field(description="trait to its readable name, with its scale")
    traits: dict[str, Marginal] = Field(description="trait to its counts, in the order of the prompt")
    correlation: tuple[tuple[float, ...], ...] = Field(
        description="of the latent normal numbers, lower triangle without the diagonal, a row per trait but the first"
    )

    @model_validator(mode="after")
    def _triangle(self) -> Population:
        if [len(row) for row in self.correlation] != list(range(1, len(self.traits))):
            raise ValueError("correlation must be a lower triangle with a row per trait but the first")
        if np.linalg.eigvalsh(self.matrix)[0] <= 0:
            raise ValueError("correlation is not positive definite")
        return self

    @cached_property
    def matrix(self) -> FloatArray:
        """The latent correlations, shape (traits, traits)."""
        full = np.eye(len(self.traits))
        for row, entries in enumerate(self.correlation, 1):
            full[row, :row] = full[:row, row] = entries
        return full

    @cached_property
    def levels(self) -> dict[str, tuple[Trait, ...]]:
        """Each trait's levels as they are prompted, means with one decimal, in the order of the prompt."""
        return {
            trait: tuple(round(value, 1) if isinstance(value, float) else value for value in marginal.values)
            for trait, marginal in self.traits.items()
        }

    @cached_property
    def _root(self) -> FloatArray:
        return np.asarray(np.linalg.cholesky(self.matrix), dtype=np.float64)

    @cached_property
    def _cuts(self) -> list[FloatArray]:
        return [cuts(marginal.counts) for marginal in self.traits.values()]

    def people_of(self, numbers: FloatArray) -> NDArray[np.int64]:
        """The levels of people from independent standard normal numbers, both of shape (people, traits)."""
        latent = numbers @ self._root.T
        columns = [np.searchsorted(cut, latent[:, trait]) for trait, cut in enumerate(self._cuts)]
        return np.stack(columns, axis=1).astype(np.int64)


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
