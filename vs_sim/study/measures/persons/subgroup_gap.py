"""Subgroup gap: how much more or less one group gives than everybody else."""

from __future__ import annotations

import numpy as np

from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measure import register_measure


@register_measure("subgroup_gap", shape="table", better="closer", in_units=True)
def subgroup_gap(table: OutcomeTable, weights: Floats, group: str) -> Floats:
    """The (mean of a group) − the mean of all others, in units, in (−∞, ∞); asked for as `subgroup_gap@sex=Female`.

    People's own is the aim: a simulation that exaggerates gaps plays stereotypes (Cheng et al. 2023, CoMPosT).

    Raises:
        UnknownName: The table has no such trait.
        StudyError: Nobody is in the group.

    >>> from vs_sim.study.data.clustered_sample import Sample
    >>> table = OutcomeTable(Sample([0, 1, 1, 1]), {"sex": ["Male", "Male", "Female", "Female"]})
    >>> subgroup_gap(table, np.ones((1, 4)), "sex=Female").tolist()
    [0.5]
    """
    trait, _, level = group.partition("=")
    entries = table.entries(trait)
    inside = np.array([str(entry) == level for entry in entries])
    if not inside.any():
        levels = sorted({str(entry) for entry in entries if entry is not None})
        raise StudyError(
            f"nobody has {group}; {trait} is {', '.join(levels[:20])}", hint="write subgroup_gap@TRAIT=LEVEL"
        )
    known = np.array([entry is not None for entry in entries])
    gap = _mean(table.values, weights * inside) - _mean(table.values, weights * (known & ~inside))
    return np.asarray(gap, dtype=np.float64)


def _mean(values: Floats, weights: Floats) -> Floats:
    total = weights.sum(axis=1)
    mean = np.divide(weights @ values, total, out=np.full(total.shape, np.nan), where=total > 0)
    return np.asarray(mean, dtype=np.float64)
