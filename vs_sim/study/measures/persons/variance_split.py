"""Variance split: how much of the variance lies between persons, between their dialogues, and in the last draw."""

from __future__ import annotations

import numpy as np

from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.variance_components import analysis
from vs_sim.study.measure import register_measure

PARTS = ("persona", "dialogue", "draw")


@register_measure("variance_split", shape="table", better="closer")
def variance_split(table: OutcomeTable, weights: Floats, part: str) -> Floats:
    """The share of a part (`persona`, `dialogue`, `draw`) in the variance, in [0, 1]; as `variance_split@persona`.

    With m_i and v_i mean and variance of the distribution from which dialogue i's answer was drawn: draw = mean of v_i,
    dialogue = variance of m_i within persons, persona = variance of m_i between persons, by analysis of variance
    (Searle, Casella & McCulloch 1992, chapter 3), a negative component counting as 0. Answers given without a
    distribution have v_i = 0, and their noise counts as dialogue. NaN where nobody is met twice.

    Raises:
        StudyError: There is no such part, or the distributions are not known.

    >>> from vs_sim.study.data.clustered_sample import Sample
    >>> known = np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.25, 0.25, 0.25, 0.25])
    >>> table = OutcomeTable(Sample([0, 1, 1, 1], ["a", "a", "b", "b"]), {}, *known)
    >>> [round(float(variance_split(table, np.ones((1, 4)), part)[0]), 3) for part in PARTS]
    [0.667, 0.0, 0.333]
    """
    if part not in PARTS:
        raise StudyError(f"no part {part!r} of the variance; known: {', '.join(PARTS)}")
    if table.means is None or table.variances is None:
        raise StudyError("the distributions from which the answers were drawn are not known")
    found = analysis(table.means, table.sample.codes, weights)
    draw = weights @ table.variances / weights.sum(axis=1)
    parts = dict(zip(PARTS, (found.between.clip(0.0), found.within, draw), strict=True))
    total = sum(parts.values(), np.zeros(len(weights)))
    share = np.divide(parts[part], total, out=np.full(total.shape, np.nan), where=total > 0)
    return np.asarray(share, dtype=np.float64)
