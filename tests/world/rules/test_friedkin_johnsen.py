from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.world.society_of_rules import opinions, scenario, society


def test_opinions_converge_to_the_closed_form() -> None:
    script = scenario("friedkin_johnsen", "karate_club", 34, 120, parameters={"susceptibility": 0.8})
    held = opinions(script)
    walk = nx.to_numpy_array(society(script).graph, nodelist=range(34))
    walk /= walk.sum(axis=1, keepdims=True)
    expected = 0.2 * np.linalg.solve(np.eye(34) - 0.8 * walk, np.array(held[0]))
    assert held[-1] == pytest.approx(list(expected), abs=1e-8)


def test_without_susceptibility_nobody_moves() -> None:
    held = opinions(scenario("friedkin_johnsen", "cycle", 6, 3, parameters={"susceptibility": 0.0}))
    assert held[-1] == pytest.approx(held[0])
