"""Behind every ordered trait stands a normal number nobody sees; how two traits go together is its correlation.

A trait's levels cut the normal distribution at the shares of people, so that any joint distribution of traits is one
matrix (a Gaussian copula). The correlation of two latent numbers is the one with which the scores of the levels
correlate as they do among people: the polychoric correlation by moments (Olsson 1979 has it by likelihood).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
TERMS = 150
"""Of the series in the correlation: at .95, the largest left out is below 1e-4 of the first."""
STRONGEST = 0.95
"""Latent correlations are sought within plus and minus this."""
LEAST = 0.01
"""The smallest eigenvalue of a matrix to draw from."""
_NORMAL = NormalDist()


def cuts(counts: Sequence[int]) -> FloatArray:
    """Where the levels cut the normal distribution: one number less than levels, increasing."""
    shares = np.cumsum(counts)[:-1] / sum(counts)
    return np.asarray([_NORMAL.inv_cdf(float(share)) for share in shares], dtype=np.float64)


def scores(counts: Sequence[int]) -> FloatArray:
    """The mean of the latent number in each level, scaled to variance 1 over people; shape (levels,)."""
    density = np.concatenate([[0.0], _density(cuts(counts)), [0.0]])
    shares = np.asarray(counts) / sum(counts)
    means = -np.diff(density) / shares
    return np.asarray(means / math.sqrt(float(shares @ means**2) or 1.0), dtype=np.float64)


def series(counts: Sequence[int]) -> FloatArray:
    """The Hermite coefficients 1, 2, … of the step function from the latent number to the score; shape (TERMS,)."""
    at = cuts(counts)
    steps, density = np.diff(scores(counts)), _density(at)
    hermite = [np.ones_like(at), at]
    for order in range(1, TERMS):
        hermite.append((at * hermite[order] - math.sqrt(order) * hermite[order - 1]) / math.sqrt(order + 1))
    orders = np.arange(1, TERMS + 1)
    return np.asarray((np.stack(hermite[:TERMS]) * density) @ steps / np.sqrt(orders), dtype=np.float64)


def _density(at: FloatArray) -> FloatArray:
    return np.asarray(np.exp(-0.5 * at**2) / math.sqrt(2 * math.pi), dtype=np.float64)


def balanced(numbers: FloatArray) -> FloatArray:
    """The numbers of a block of people moved, as little as possible, to mean 0, variance 1 and no correlations.

    Each person's are still nearly independent standard normal ones, but the block is as the people are on average.
    Shape (people, numbers), with several times more people than numbers.
    """
    centred = numbers - numbers.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / len(numbers))
    return np.asarray(centred @ (vectors / np.sqrt(values)) @ vectors.T, dtype=np.float64)


def correlation(levels: NDArray[np.int64], counts: Sequence[Sequence[int]]) -> FloatArray:
    """The latent correlations of traits, every pair from the people who answered both; shape (traits, traits).

    Args:
        levels: The level of every person in every trait, 0-based; -1 where they did not answer. (people, traits)
        counts: People at every level of every trait.
    """
    expansions = [series(each) for each in counts]
    scored = [np.append(scores(each), np.nan)[levels[:, trait]] for trait, each in enumerate(counts)]
    found = np.eye(len(counts))
    for one in range(len(counts)):
        for other in range(one):
            product = float(np.nanmean(scored[one] * scored[other]))
            found[one, other] = found[other, one] = _root(expansions[one] * expansions[other], product)
    return found


def _root(coefficients: FloatArray, product: float) -> float:
    """The correlation at which the series has a value, by bisection: it increases with the correlation."""
    if not coefficients.any():
        return 0.0
    low, high = -STRONGEST, STRONGEST
    orders = np.arange(1, len(coefficients) + 1)
    for _ in range(40):
        middle = (low + high) / 2
        if float(coefficients @ middle**orders) < product:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def positive(matrix: FloatArray) -> FloatArray:
    """The matrix with eigenvalues of at least LEAST and ones on its diagonal, otherwise nearly as it is.

    Eigenvalues are raised and the diagonal is restored in turn (Higham 2002, without his correction).
    """
    found = matrix
    while np.linalg.eigvalsh(found)[0] < LEAST:
        values, vectors = np.linalg.eigh(found)
        raised = (vectors * np.maximum(values, 2 * LEAST)) @ vectors.T
        scale = np.sqrt(np.diag(raised))
        found = raised / np.outer(scale, scale)
    return np.asarray(found, dtype=np.float64)
