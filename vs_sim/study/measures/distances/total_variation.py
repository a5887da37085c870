"""Total variation: how much of the mass lies in other bins than people's."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.bins import binned
from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("total_variation", shape="samples", better="lower")
def total_variation(simulated: Ecdf, people: Ecdf, width: float) -> Floats:
    """TV = ½ Σ |p_S − p_R| over bins of a declared width, in [0, 1]; 0 when equal; asked for as `total_variation@0.25`.

    Lower is nearer. How far the mass would have to move does not count. Bins as in `vs_sim.study.data.bins`.
    Source: Levin, Peres & Wilmer (2009), Markov Chains and Mixing Times, chapter 4.

    >>> x = np.array([0.0, 1.0, 2.0])
    >>> float(total_variation(Ecdf(x, np.array([0.5, 0.5, 1.0])), Ecdf(x, np.array([0.5, 1.0, 1.0])), 1))
    0.5
    """
    gaps = np.abs(binned(simulated, width) - binned(people, width))
    return np.asarray(0.5 * gaps.sum(axis=-1), dtype=np.float64)
