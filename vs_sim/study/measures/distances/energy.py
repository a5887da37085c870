"""Energy distance: how far apart two distributions are, with large gaps counting more than long ones."""

from __future__ import annotations

import numpy as np

from vs_sim.study.data.ecdf import Ecdf, Floats
from vs_sim.study.measure import register_measure


@register_measure("energy", shape="samples", better="lower")
def energy(simulated: Ecdf, people: Ecdf) -> Floats:
    """E = sqrt(2 ∫ (F_S(x) − F_R(x))² dx), in [0, sqrt(2 range)]; 0 when the distributions are equal; lower is nearer.

    Its unit is the square root of the outcome's. Between Kolmogorov–Smirnov, which sees the largest gap only, and
    Wasserstein, which sees all gaps alike. Source: Székely & Rizzo (2013), in the form of Cramér's distance.

    >>> x = np.array([0.0, 2.0])
    >>> float(energy(Ecdf(x, np.array([0.75, 1.0])), Ecdf(x, np.array([0.5, 1.0]))))
    0.5
    """
    gaps = ((simulated.cdf - people.cdf) ** 2)[..., :-1]
    return np.asarray(np.sqrt(2.0 * (gaps @ np.diff(simulated.x))), dtype=np.float64)
