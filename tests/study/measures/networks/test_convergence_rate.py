from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.study.society.histories import history
from vs_sim.study.measures.networks.convergence_rate import convergence_rate
from vs_sim.study.measures.networks.spectral_gap import spectral_gap


def test_degroot_converges_at_the_rate_of_the_graphs_spectral_gap() -> None:
    graph = nx.cycle_graph(12)
    walk = nx.to_numpy_array(graph) / 2
    values = [np.cos(2 * np.pi * np.arange(12) / 12) + 4]
    for _ in range(30):
        values.append(0.5 * values[-1] + 0.5 * walk @ values[-1])
    held = history(values, graph)
    assert float(convergence_rate(held)) == pytest.approx(0.5 * float(spectral_gap(held)), rel=1e-6)


def test_a_society_that_agrees_from_the_start_has_no_rate() -> None:
    assert np.isnan(convergence_rate(history([[4, 4], [4, 4]])))
