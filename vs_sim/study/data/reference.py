"""What people did, as a distribution with its own uncertainty: counts, persons and the covariance of the ECDF.

A human reference is itself a sample, and a clustered one. So its file carries, in addition to the counts, the
person-clustered covariance of its ECDF, from which resampled people R* are drawn without a row of the data.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from pydantic import Field, model_validator

import vs_sim.human
from vs_sim.errors import StudyError, UnknownName
from vs_sim.study.data.ecdf import Floats, root, rounded, stretched
from vs_sim.study.data.provenance import Computed, Header, Source, read_document, validated

SHELF = Path(next(iter(vs_sim.human.__path__)))
"""The folder of the shipped references."""


class Reference(Header):
    """Values that people gave, how often, and how sure that is.

    `n` is None for a distribution that is known exactly (`exact_reference`): its counts are probabilities.
    """

    schema_: Literal["vs_sim.reference/1"] = Field(default="vs_sim.reference/1", alias="schema")
    shape: Literal["samples"] = Field(default="samples", description="single numbers, one per dialogue")
    computed: Computed = Field(default=Computed(), description="how and when the numbers were made")
    n: int | None = Field(gt=0, description="number of values; null for a known distribution")
    people: int = Field(ge=0, description="number of persons behind them; 0 for a known distribution")
    values: tuple[float, ...] = Field(min_length=1, description="the distinct values, increasing")
    counts: tuple[int | float, ...] = Field(description="how often each was given")
    covariance: tuple[tuple[float, ...], ...] = Field(
        description="of the ECDF at all values but the last, lower triangle, one row a value"
    )
    levels: tuple[str, ...] = Field(
        default=(), description="for answers that are no numbers: what the values 1, 2, … stand for"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Reference:
        if any(low >= high for low, high in pairwise(self.values)):
            raise ValueError("values must increase")
        if len(self.counts) != len(self.values) or any(count <= 0 for count in self.counts):
            raise ValueError("counts must be positive, one per value")
        total = 1 if self.n is None else self.n
        if abs(sum(self.counts) - total) > 1e-9:
            raise ValueError(f"counts sum to {sum(self.counts)}, not to n = {total}")
        if self.n is not None and not 1 < self.people <= self.n:
            raise ValueError("people must be at least 2 and at most n")
        if [len(row) for row in self.covariance] != list(range(1, len(self.values))):
            raise ValueError("covariance must be a lower triangle with a row per value but the last")
        if self.levels and not set(self.values) <= set(range(1, len(self.levels) + 1)):
            raise ValueError("with levels, values are their places: 1, 2, …")
        return self

    @property
    def exact(self) -> bool:
        """Whether the distribution is known, not estimated from people."""
        return self.n is None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the numbers, whatever the header says."""
        numbers = [self.n, self.people, self.values, self.counts, self.covariance]
        return hashlib.sha256(json.dumps(numbers).encode()).hexdigest()

    def __repr__(self) -> str:
        origin = "a known distribution" if self.n is None else f"{self.n} values of {self.people} people"
        return f"Reference({self.id}: {origin}, mean {self.mean:.3g} {self.unit}".rstrip() + ")"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def support(self) -> Floats:
        """The distinct values, shape (k,)."""
        return rounded(self.values)

    @cached_property
    def probabilities(self) -> Floats:
        """The share of each value, shape (k,)."""
        counts = np.asarray(self.counts, dtype=np.float64)
        return np.asarray(counts / counts.sum(), dtype=np.float64)

    @cached_property
    def curve(self) -> Floats:
        """The ECDF on the support, shape (k,)."""
        curve = self.probabilities.cumsum()
        curve[-1] = 1.0
        return curve

    @cached_property
    def clustered(self) -> Floats:
        """The person-clustered covariance of the ECDF on the support, shape (k, k)."""
        full = np.zeros((len(self.values), len(self.values)))
        for row, entries in enumerate(self.covariance):
            full[row, : row + 1] = full[: row + 1, row] = entries
        return full

    @cached_property
    def _root(self) -> Floats:
        return root(self.clustered)

    def ecdf(self, x: ArrayLike) -> Floats:
        """The share of values at most x, the shape of x."""
        return stretched(self.curve, self.support, rounded(x))

    def covariance_at(self, x: Floats) -> Floats:
        """The covariance of the ECDF at every pair of points of x (m,), shape (m, m)."""
        padded = np.pad(self.clustered, ((1, 0), (1, 0)))
        at = np.searchsorted(self.support, rounded(x), side="right")
        return np.asarray(padded[np.ix_(at, at)], dtype=np.float64)

    @property
    def mean(self) -> float:
        """The mean, in units."""
        return float(self.probabilities @ self.support)

    @property
    def median(self) -> float:
        """The smallest value that at least half of the values do not exceed."""
        return float(self.support[np.searchsorted(self.curve, 0.5 - 1e-12)])

    def share(self, value: float) -> float:
        """The share of exactly this value, in [0, 1]."""
        return float(self.probabilities[self.support == rounded(value)].sum())

    @property
    def donor_share(self) -> float:
        """The share of values above 0, in [0, 1]."""
        return float(self.probabilities[self.support > 0].sum())

    def focal(self, least: float = 0.05) -> tuple[float, ...]:
        """The values that hold at least this share of the mass, increasing."""
        return tuple(float(x) for x in self.support[self.probabilities >= least])

    def resample(self, rng: np.random.Generator, size: int) -> Floats:
        """ECDF curves of other people like these, shape (size, k), in [0, 1], non-decreasing, ending in 1.

        Drawn from N(F, Cov), clipped, and put in increasing order (the rearrangement of Chernozhukov,
        Fernández-Val & Galichon 2009, which never moves a curve away from a monotone target).
        A known distribution gives the same curve every time.
        """
        if self.exact:
            return np.broadcast_to(self.curve, (size, len(self.curve)))
        curves = self.curve + rng.standard_normal((size, len(self.curve))) @ self._root.T
        curves[:, -1] = 1.0
        return np.sort(np.clip(curves, 0.0, 1.0), axis=-1)

    def sample(self, rng: np.random.Generator, n: int) -> Floats:
        """Values of n independent dialogues, shape (n,)."""
        return rng.choice(self.support, size=n, p=self.probabilities)

    def to_json(self) -> str:
        """The file's text: a line per fact, lists of numbers on one line each."""
        fields = self.model_dump(by_alias=True, mode="json")
        document = {"schema": fields["schema"], "shape": fields["shape"], **fields}
        if not self.levels:
            del document["levels"]
        text = json.dumps(document, indent=1, ensure_ascii=False)
        return re.sub(r"\[\s([\d\s.,e+-]+)\s\]", lambda found: f"[{' '.join(found[1].split())}]", text) + "\n"


def exact_reference(probabilities: Mapping[float, float], name: str = "known distribution") -> Reference:
    """A known distribution, for pipeline validation: no people, no covariance, and the noise of the draws alone.

    Args:
        probabilities: Value to probability; probabilities are positive and sum to 1.
        name: What it is called.

    Raises:
        StudyError: The probabilities do not sum to 1.
    """
    if not probabilities or min(probabilities.values()) < 0 or abs(sum(probabilities.values()) - 1) > 1e-6:
        raise StudyError(f"the probabilities of {name} sum to {sum(probabilities.values()):.6g}, or one is negative")
    points = sorted((value, weight) for value, weight in probabilities.items() if weight > 0)
    total = sum(weight for _, weight in points)
    return Reference(
        id=name,
        source=Source(name=name),
        n=None,
        people=0,
        values=tuple(value for value, _ in points),
        counts=tuple(weight / total for _, weight in points),
        covariance=tuple((0.0,) * row for row in range(1, len(points))),
    )


@cache
def shelved() -> dict[str, str]:
    """What is shipped: name to shape, `samples`, `moments` or another."""
    found = {file.relative_to(SHELF).with_suffix("").as_posix(): read_document(file) for file in SHELF.rglob("*.json")}
    return {name: str(document.get("shape")) for name, document in sorted(found.items())}


def reference_names() -> list[str]:
    """The shipped references that a question can be compared with, for example `persuasion_for_good/paid`, sorted."""
    return [name for name, shape in shelved().items() if shape == "samples"]


def load_reference(name_or_path: str | Path) -> Reference:
    """A shipped reference by its name, or a file of one's own by its path.

    Raises:
        UnknownName: No shipped reference has that name.
        StudyError: The file cannot be opened.
        ScenarioError: The file is broken; every fault is listed.
    """
    path = Path(name_or_path)
    if path.suffix != ".json" and not path.is_file():
        if str(name_or_path) not in (known := reference_names()):
            raise UnknownName("reference", str(name_or_path), known)
        path = SHELF / f"{name_or_path}.json"
    return validated(read_document(path), Reference, path)
