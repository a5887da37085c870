"""A plan is one YAML file: a scenario, what is varied in it, how often each is run, and from which numbers.

`list:`, `grid:` and `sample:` multiply: every entry of the list meets every point of the grid and of the sample.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from vs_sim.core.strict_model import Strict
from vs_sim.sweep.cluster_jobs import ClusterJobs, JobSettings

MOST_CELLS = 10_000
"""Cells of one sweep."""


class Entry(Strict):
    """One cell, or one row of cells, written out."""

    label: str | None = Field(default=None, min_length=1, description="what tables call it; default: what is set")
    set: dict[str, Any] = Field(default_factory=dict, description="paths of the scenario, each with its value")


class Range(Strict):
    """Numbers from a lowest to a highest."""

    low: float = Field(description="the lowest")
    high: float = Field(description="the highest")
    scale: Literal["linear", "log"] = Field(default="linear", description="log: spread evenly over magnitudes")
    whole: bool = Field(default=False, description="whole numbers only")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if isinstance(data, list | tuple) and len(data) == 2:
            return {"low": data[0], "high": data[1]}
        return data

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if not self.low < self.high:
            raise ValueError(f"the lowest {self.low:g} must be below the highest {self.high:g}")
        if self.scale == "log" and self.low <= 0:
            raise ValueError(f"on a log scale the lowest must be above 0, not {self.low:g}")
        return self


class Sampled(Strict):
    """Points that fill a space of numbers evenly."""

    method: Literal["latin_hypercube", "sobol"] = Field(default="latin_hypercube", description="how points are spread")
    size: int = Field(ge=1, le=MOST_CELLS, description="points; of sobol a power of 2")
    ranges: dict[str, Range] = Field(
        min_length=1, description="paths, each with [lowest, highest] or {low: …, high: …}"
    )

    @model_validator(mode="after")
    def _power(self) -> Sampled:
        if self.method == "sobol" and self.size & (self.size - 1):
            below = 1 << (self.size.bit_length() - 1)
            raise ValueError(f"a Sobol sequence has a power of 2 of points, {below} or {2 * below}; found {self.size}")
        return self


Axis = Annotated[
    Annotated[tuple[Any, ...], Field(min_length=1), Tag("values")]
    | Annotated[dict[str, dict[str, Any]], Field(min_length=1), Tag("named")],
    Discriminator(
        lambda data: "named" if isinstance(data, dict) else "values" if isinstance(data, list | tuple) else None,
        custom_error_type="axis",
        custom_error_message="an axis is a list such as [a, b], or {label: {path: value}}",
    ),
]
"""What is varied alone: the values of one path, or settings of several with a name each."""


class Memory(Strict):
    """Two questions in percent about what the study found, of which one names it."""

    named: str = Field(description="the question that names the study")
    unnamed: str = Field(description="the same question without the name")


class Identify(Strict):
    """Which cells and questions are the checks of the identification card."""

    baseline: str = Field(description="the label of the cell whose result is checked")
    no_talk: str | None = Field(default=None, description="the label of the cell without a talk")
    yoked: str | None = Field(default=None, description="the label of the cell in which others talk")
    negative_control: str | None = Field(default=None, description="a question that the talk must not move")
    memory: Memory | None = Field(default=None, description="questions about what the study found, in percent")


class SweepPlan(Strict):
    """What a sweep runs."""

    title: str = Field(default="", description="what the sweep is called")
    scenario: str = Field(description="the scenario that is varied, by name or by path")
    set: dict[str, Any] = Field(default_factory=dict, description="paths of the scenario, set alike in every cell")
    list_: tuple[Entry, ...] = Field(default=(), alias="list", description="cells written out, as {label: …, set: {…}}")
    grid: dict[str, Axis] = Field(
        default_factory=dict,
        description="paths, each with the list of its values; or names, each with {label: {path: value}}",
    )
    sample: Sampled | None = Field(default=None, description="points in ranges of numbers")
    replicates: int = Field(
        default=1, ge=1, le=MOST_CELLS, description="times each cell is run, from different numbers"
    )
    same_persons: bool = Field(default=False, description="replicates keep the persons, and change only the draws")
    common_random_numbers: bool = Field(
        default=True, description="cells share persons and draws, so that they can be compared in pairs"
    )
    divergence_from: str | None = Field(
        default=None,
        description="label of the cell, asked by logprobs, from which the divergence of all others is computed",
    )
    seed: int | None = Field(default=None, ge=0, description="every draw is derived from it; default the scenario's")
    slurm: JobSettings | None = Field(default=None, description="run the cells in jobs of SLURM (vs-sim[cluster])")
    pbs: JobSettings | None = Field(default=None, description="run the cells in jobs of PBS (vs-sim[cluster])")

    @property
    def cluster(self) -> ClusterJobs | None:
        """The jobs of a cluster in which the cells are run; None for none."""
        if self.slurm is not None:
            return ClusterJobs(system="slurm", settings=self.slurm)
        return None if self.pbs is None else ClusterJobs(system="pbs", settings=self.pbs)

    identify: Identify | None = Field(default=None, description="the checks of an identification card")

    @property
    def varied(self) -> tuple[str, ...]:
        """The paths that are set cell by cell, in the order written."""
        paths = [path for entry in self.list_ for path in entry.set]
        for path, axis in self.grid.items():
            paths += [each for named in axis.values() for each in named] if isinstance(axis, dict) else [path]
        return tuple(dict.fromkeys([*paths, *(self.sample.ranges if self.sample else ())]))
