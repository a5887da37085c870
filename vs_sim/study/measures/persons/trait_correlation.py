"""Trait correlation: whether those with more of a trait give more."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measure import register_measure


@register_measure("trait_correlation", shape="table", better="closer")
def trait_correlation(table: OutcomeTable, weights: Floats, trait: str) -> Floats:
    """Rho = cov(ranks) / (sd of ranks × sd of ranks) of trait and value, in [-1, 1]; as `trait_correlation@care`.

    People's own is the aim, and it is small: .15 for care and agreeableness in PersuasionForGood. Ties have the mean
    of their ranks. Source: Spearman (1904).

    >>> from vs_sim.study.data.clustered_sample import Sample
    >>> table = OutcomeTable(Sample([0, 0.5, 1, 2]), {"care": [1, 2, 4, 3]})
    >>> trait_correlation(table, np.ones((1, 4)), "care").round(3).tolist()
    [0.8]
    """
    numbers = table.numbers(trait)
    weights = weights * np.isfinite(numbers)
    first, second = (_ranked(values, weights) for values in (np.nan_to_num(numbers), table.values))
    with np.errstate(divide="ignore", invalid="ignore"):
        rho = (weights * first * second).sum(axis=1) / np.sqrt(
            (weights * first**2).sum(axis=1) * (weights * second**2).sum(axis=1)
        )
    return np.where(np.isfinite(rho), rho, np.nan)


def _ranked(values: Floats, weights: Floats) -> Floats:
    """The mid-ranks of values under each row of weights, less their mean, shape (b, n)."""
    levels, codes = np.unique(values, return_inverse=True)
    counts = weights @ (codes[:, None] == np.arange(len(levels))).astype(np.float64)
    ranks = (counts.cumsum(axis=1) - counts / 2)[:, codes]
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(ranks - total / 2, dtype=np.float64)
