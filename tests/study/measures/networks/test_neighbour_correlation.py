from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.study.society.histories import history
from vs_sim.study.measures.networks.neighbour_correlation import neighbour_correlation


def test_it_is_the_correlation_with_the_neighbours_mean_by_the_adjacency_matrix() -> None:
    graph = nx.connected_watts_strogatz_graph(20, 4, 0.3, seed=2)
    stances = np.random.default_rng(2).integers(1, 8, 20).astype(float)
    matrix = nx.to_numpy_array(graph)
    around = matrix @ stances / matrix.sum(axis=1)
    found = neighbour_correlation(history([stances, np.full(20, 4.0)], graph))
    assert found[0] == pytest.approx(np.corrcoef(stances, around)[0, 1]) and np.isnan(found[1])
