"""Amounts in bins of a declared width: measures that ask how much mass is where need a declared "where".

Bin j holds the values with (j - 1) width < x <= j width. So 0 is alone at the end of its bin, and with a width of
.25 the focal amounts $.25, $.50 and $1 close theirs.
"""

from __future__ import annotations

import numpy as np

from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import DECIMALS, Ecdf, Floats


def binned(ecdf: Ecdf, width: float) -> Floats:
    """The mass in every bin that the grid reaches, shape (..., bins), each >= 0, summing to 1.

    Distributions on one grid have the same bins. Negative masses, which resampled curves may have, count as 0.

    Raises:
        StudyError: The width is not above 0.

    >>> ecdf = Ecdf(np.array([0.0, 0.2, 0.25, 1.0]), np.array([0.4, 0.5, 0.75, 1.0]))
    >>> binned(ecdf, 0.25).tolist()
    [0.4, 0.35, 0.25]
    """
    if not width > 0:
        raise StudyError(f"bins of width {width:g}; it must be above 0")
    numbers = np.ceil(np.round(ecdf.x / width, DECIMALS))
    last = np.flatnonzero(np.diff(numbers, append=np.inf))
    masses = np.clip(np.diff(ecdf.cdf[..., last], prepend=0.0), 0.0, None)
    return np.asarray(masses / masses.sum(axis=-1, keepdims=True), dtype=np.float64)


def information(masses: Floats, relative: Floats) -> Floats:
    """The sum of p log(p / q) over bins, in nats, shape (...); a bin with p = 0 adds nothing.

    q must be above 0 where p is.
    """
    ratio = np.divide(
        masses, relative, out=np.ones(np.broadcast_shapes(masses.shape, relative.shape)), where=masses > 0
    )
    return np.asarray((masses * np.log(ratio)).sum(axis=-1), dtype=np.float64)
