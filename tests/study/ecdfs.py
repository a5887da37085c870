"""Samples as ECDFs on one grid, and histograms, for tests of measures against scipy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf, Floats

amounts = st.lists(st.integers(0, 250).map(lambda cents: cents / 100), min_size=1, max_size=60)


def ecdfs(values: Sequence[float], others: Sequence[float] | None = None) -> tuple[Ecdf, Ecdf]:
    """The ECDFs of two samples on their common grid; of one, the same twice."""
    first, second = Sample(values), Sample(values if others is None else others)
    x = np.union1d(first.support, second.support)
    return Ecdf(x, first.ecdf(x)), Ecdf(x, second.ecdf(x))


def histogram(values: Sequence[float], width: float) -> Floats:
    """The shares of bins (k − 1) width < x <= k width, k = 0, 1, …"""
    numbers = np.ceil(np.round(np.array(values) / width, 9)).astype(int)
    return np.bincount(numbers, minlength=20) / len(values)
