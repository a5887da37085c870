"""Retest gap: how far apart two dialogues of the same person end."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measure import register_measure


@register_measure("retest_gap", shape="table", better="closer", in_units=True)
def retest_gap(table: OutcomeTable, weights: Floats) -> Floats:
    """Mean |x − y| over all pairs of (dialogues of one person), in units, in [0, range]; NaN where nobody is met twice.

    How well a person's own amount predicts the same person's next one: $.15 in PersuasionForGood, where
    shuffled persons are $.62 apart. People's own is the aim; 0 would be a machine. In the sense of Bland & Altman
    (1986).

    >>> from vs_sim.study.data.clustered_sample import Sample
    >>> retest_gap(OutcomeTable(Sample([0, 1, 1, 1], ["a", "a", "b", "b"])), np.ones((1, 4))).tolist()
    [0.5]
    """
    codes = table.sample.codes
    first = np.unique(codes, return_index=True)[1]
    sums, pairs = np.zeros(len(first)), np.zeros(len(first))
    for person in np.flatnonzero(np.bincount(codes) > 1):
        values = table.values[codes == person]
        sums[person] = np.abs(values[:, None] - values).sum() / 2
        pairs[person] = len(values) * (len(values) - 1) / 2
    counts = weights[:, first]
    total = counts @ pairs
    gap = np.divide(counts @ sums, total, out=np.full(total.shape, np.nan), where=total > 0)
    return np.asarray(gap, dtype=np.float64)
