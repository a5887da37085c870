from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.study.society.histories import history
from vs_sim.study.measures.networks.opinion_assortativity import opinion_assortativity


@pytest.mark.parametrize("directed", [False, True])
def test_assortativity_is_that_of_networkx(directed: bool) -> None:
    graph = nx.gnp_random_graph(25, 0.2, seed=3, directed=directed)
    stances = np.random.default_rng(3).integers(1, 8, 25)
    nx.set_node_attributes(graph, {node: int(stances[node]) for node in graph}, "stance")
    known = nx.numeric_assortativity_coefficient(graph, "stance")
    assert opinion_assortativity(history([stances], graph)) == pytest.approx([known])


def test_it_is_not_defined_where_all_agree() -> None:
    assert np.isnan(opinion_assortativity(history([[4, 4]], nx.path_graph(2)))).all()
