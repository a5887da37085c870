"""Within-person correlation: whether somebody who is asked again does the same again."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.variance_components import analysis
from vs_sim.study.measure import register_measure


@register_measure("within_person", shape="table", better="closer")
def within_person(table: OutcomeTable, weights: Floats) -> Floats:
    """ICC = (MSB − MSW) / (MSB + (n₀ − 1) MSW) of the values of the same persons, in [-1, 1]; people's own is the aim.

    The one-way intraclass correlation with unequal numbers of dialogues per person (Donner 1986): how alike two
    dialogues of one person are. In PersuasionForGood it is .78. Near 0, differences between people are simulated as
    noise within them, whatever the distribution looks like. NaN where nobody is met twice.

    >>> from vs_sim.study.data.clustered_sample import Sample
    >>> table = OutcomeTable(Sample([0, 0, 1, 1, 2, 2], ["a", "a", "b", "b", "c", "c"]))
    >>> within_person(table, np.ones((1, 6))).tolist()
    [1.0]
    """
    found = analysis(table.values, table.sample.codes, weights)
    total = found.between + found.within
    icc = np.divide(found.between, total, out=np.full(total.shape, np.nan), where=total != 0)
    return np.asarray(
        np.maximum(icc, -1.0), dtype=np.float64
    )  # persons met once can carry the estimate further than a correlation goes
