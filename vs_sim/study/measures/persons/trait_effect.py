"""Trait effect: how far those who give differ in a trait from those who do not."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measure import register_measure


@register_measure("trait_effect", shape="table", better="closer")
def trait_effect(table: OutcomeTable, weights: Floats, trait: str) -> Floats:
    """Cohen's d = (mean of donors − mean of others) / (pooled standard deviation), in (−∞, ∞); `trait_effect@care`.

    Donors gave more than 0. People's own is the aim: in PersuasionForGood agreeableness has .44, care .29, and few
    traits more than .3. A simulation that makes much of traits is unlike people. Source: Cohen (1988), chapter 2.

    >>> from vs_sim.study.data.clustered_sample import Sample
    >>> table = OutcomeTable(Sample([0, 0, 1, 1]), {"care": [1, 3, 2, 4]})
    >>> trait_effect(table, np.ones((1, 4)), "care").round(3).tolist()
    [0.707]
    """
    numbers = table.numbers(trait)
    known = np.isfinite(numbers)
    numbers, gave = np.where(known, numbers, 0.0), table.values > 0
    n, means, squares = zip(*(_moments(numbers, weights * (known & side)) for side in (gave, ~gave)), strict=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.sqrt((squares[0] + squares[1]) / (n[0] + n[1] - 2))
        effect = (means[0] - means[1]) / pooled
    return np.where(np.isfinite(effect), effect, np.nan)


def _moments(numbers: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Number, mean and sum of squared deviations under each row of weights, shape (b,) each."""
    n = weights.sum(axis=1)
    mean = np.divide(weights @ numbers, n, out=np.full(n.shape, np.nan), where=n > 0)
    return n, mean, weights @ numbers**2 - n * mean**2
