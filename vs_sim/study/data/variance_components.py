"""Persons met more than once: what varies between them, and what varies within."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vs_sim.study.data.ecdf import Floats


@dataclass(frozen=True)
class Components:
    """Two components of variance under each row of weights, shape (b,) each; NaN where nobody is met twice."""

    between: Floats
    within: Floats


def analysis(values: Floats, codes: NDArray[np.intp], weights: Floats) -> Components:
    """The one-way analysis of variance with unequal clusters: (MSB − MSW)/n₀ and MSW, n₀ = (N − Σ n_p²/N)/(P − 1).

    A person with weight w counts as w persons, as in a resample of persons. Source: Donner (1986), A Review of
    Inference Procedures for the Intraclass Correlation Coefficient, International Statistical Review 54.

    Args:
        values: One per dialogue, shape (n,).
        codes: The number of the person behind each, from 0.
        weights: How often each counts, equal within a person, shape (b, n).
    """
    size = np.bincount(codes).astype(np.float64)
    means = np.bincount(codes, weights=values) / size
    inside = np.bincount(codes, weights=(values - means[codes]) ** 2)
    first = np.unique(codes, return_index=True)[1]
    counts = weights[:, first]
    persons, total = counts.sum(axis=1), counts @ size
    grand = (counts @ (size * means)) / total
    squares = counts @ (size * means**2) - total * grand**2
    with np.errstate(divide="ignore", invalid="ignore"):
        within = counts @ inside / (total - persons)
        typical = (total - counts @ size**2 / total) / (persons - 1)
        between = (squares / (persons - 1) - within) / typical
    known = np.isfinite(within) & np.isfinite(between)
    return Components(np.where(known, between, np.nan), np.where(known, within, np.nan))
