from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.study.society.histories import history
from vs_sim.study.measures.networks import spectral_gap as module
from vs_sim.study.measures.networks.spectral_gap import spectral_gap

GRAPHS = [nx.complete_graph(9), nx.star_graph(6), nx.connected_watts_strogatz_graph(30, 4, 0.2, seed=4)]


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("dense", [0, 600])
def test_the_gap_is_the_second_eigenvalue_of_networkx(
    graph: nx.Graph, dense: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_DENSE", dense)
    known = np.sort(nx.normalized_laplacian_spectrum(graph))[1]
    assert float(spectral_gap(history([[4] * len(graph)], graph))) == pytest.approx(known, abs=1e-8)


def test_a_graph_in_two_parts_never_mixes_and_people_without_ties_do_not_count() -> None:
    parts = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))
    assert float(spectral_gap(history([[4] * 6], parts))) == pytest.approx(0, abs=1e-9)
    parts = nx.complete_graph(3)
    parts.add_node(3)
    assert float(spectral_gap(history([[4] * 4], parts))) == pytest.approx(1.5)
    assert np.isnan(spectral_gap(history([[4, 4]])))
