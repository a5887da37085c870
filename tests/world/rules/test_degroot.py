from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.world.society_of_rules import opinions, scenario, society


def test_opinions_converge_to_the_mean_weighted_by_degrees() -> None:
    script = scenario("degroot", "karate_club", 34, 250)
    held = opinions(script)
    degrees = np.array([degree for _, degree in sorted(society(script).graph.degree())])
    expected = float(np.dot(degrees, held[0]) / degrees.sum())
    assert held[-1] == pytest.approx([expected] * 34, abs=1e-6)
    assert abs(expected - np.mean(held[0])) > 1e-3


def test_one_round_is_one_step_of_the_matrix() -> None:
    script = scenario("degroot", {"watts_strogatz": {"k": 4, "p": 0.2}}, 20, 1, parameters={"self_weight": 0.3})
    first, second = opinions(script)
    walk = nx.to_numpy_array(society(script).graph, nodelist=range(20))
    walk /= walk.sum(axis=1, keepdims=True)
    assert second == pytest.approx(list(0.3 * np.array(first) + 0.7 * walk @ first))


def test_who_has_no_tie_keeps_the_opinion() -> None:
    first, last = opinions(scenario("degroot", {"erdos_renyi": {"p": 0.0}}, 5, 1))
    assert first == pytest.approx(last)
