"""Spectral gap: how fast a graph lets opinions mix."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.linalg import eigsh

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.measure import register_measure
from vs_sim.study.society.opinion_history import OpinionHistory

_DENSE = 600
"""People up to whom all eigenvalues are computed at once."""


@register_measure("spectral_gap", shape="society", better="closer")
def spectral_gap(history: OpinionHistory) -> Floats:
    """1 − λ₂ of the random walk along ties, the second smallest eigenvalue of the normalised Laplacian; shape ().

    0 for a graph in several parts, n / (n − 1) for a complete one (Chung 1997). Directed ties count in both
    directions; people without ties are left out. NaN without ties.

    >>> from vs_sim.study.society.opinion_history import certain_history
    >>> float(spectral_gap(certain_history([[1, 4, 7]], ties=[(0, 1), (1, 2), (0, 2)])).round(6))
    1.5
    """
    tied, where = np.unique(history.ties, return_inverse=True)
    if len(tied) < 2:
        return np.asarray(np.nan)
    where = where.reshape(-1, 2)
    n = len(tied)
    graph: Any = coo_array((history.weights, (where[:, 0], where[:, 1])), shape=(n, n)).tocsr()
    graph = (graph + graph.T) / 2
    scale = 1 / np.sqrt(graph.sum(axis=1))
    walk: Any = graph.multiply(scale[:, None]).multiply(scale[None, :])
    if n <= _DENSE:
        values = np.linalg.eigvalsh(walk.toarray())
    else:
        values = np.sort(eigsh(walk, k=2, which="LA", return_eigenvectors=False, v0=np.ones(n)))
    return np.asarray(max(1 - values[-2], 0.0))
