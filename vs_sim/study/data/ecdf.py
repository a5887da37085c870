"""Empirical cumulative distribution functions (ECDFs) on a grid of values, which measures of samples are functions of.

One curve and thousands of resampled ones have the same form, so that a measure is written once and is vectorised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]

DECIMALS = 9
"""Values that agree to this many decimals are one value: .1 + .2 is .3."""


@dataclass(frozen=True, eq=False)
class Ecdf:
    """One cumulative distribution or many, on a shared grid.

    Attributes:
        x: The grid, strictly increasing, shape (k,).
        cdf: P(value <= x), shape (..., k), in [0, 1]; the last column is 1.
    """

    x: Floats
    cdf: Floats


def rounded(values: ArrayLike) -> Floats:
    """Values as floats, shape (n,), without errors of binary fractions."""
    exact = np.asarray(values, dtype=np.float64)
    return np.asarray(np.round(exact, DECIMALS) + 0.0, dtype=np.float64)


def grid(parts: Iterable[ArrayLike]) -> Floats:
    """Every distinct value of the parts, sorted, shape (k,)."""
    return np.asarray(np.unique(np.concatenate([rounded(part) for part in parts])), dtype=np.float64)


def stretched(cdf: Floats, support: Floats, x: Floats) -> Floats:
    """Step curves given on their support, (..., m), read at every point of a finer grid, (..., k)."""
    padded = np.concatenate([np.zeros((*cdf.shape[:-1], 1)), cdf], axis=-1)
    at = np.searchsorted(support, x, side="right")
    stretched_cdf: Floats = padded[..., at]
    return stretched_cdf


def draw_curves(probabilities: Floats, n: int, size: int, rng: np.random.Generator) -> Floats:
    """The cumulative curves of `size` samples of n draws each from probabilities (k,): shape (size, k)."""
    safe = np.clip(probabilities, 0.0, None)
    counts = rng.multinomial(n, safe / safe.sum(), size=size)
    return np.asarray(counts.cumsum(axis=-1) / n, dtype=np.float64)


def root(covariance: Floats) -> Floats:
    """A matrix A with A Aᵀ = covariance, shape (k, k); negative eigenvalues are rounding errors and count as 0."""
    eigenvalues, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.clip(eigenvalues, 0.0, None)), dtype=np.float64)


def largest_gap(simulated: Ecdf, people: Ecdf) -> Floats:
    """Max over x of |F_S(x) − F_R(x)|, the Kolmogorov–Smirnov distance, shape (...)."""
    return np.asarray(np.abs(simulated.cdf - people.cdf).max(axis=-1), dtype=np.float64)
