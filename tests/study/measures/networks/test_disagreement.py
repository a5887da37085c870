from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.study.society.histories import history
from vs_sim.study.measures.networks.disagreement import disagreement


def test_disagreement_is_the_quadratic_form_of_networkx_laplacian() -> None:
    graph = nx.connected_watts_strogatz_graph(20, 4, 0.3, seed=1)
    for one, other in graph.edges:
        graph.edges[one, other]["weight"] = 1.0 + (one + other) % 3
    stances = np.random.default_rng(1).integers(1, 8, 20).astype(float)
    opinions = (stances - 1) / 6
    form = opinions @ nx.laplacian_matrix(graph) @ opinions
    assert disagreement(history([stances], graph)) == pytest.approx([form / graph.size("weight")])


def test_without_a_tie_there_is_none_to_measure() -> None:
    assert np.isnan(disagreement(history([[1, 7]]))).all()
