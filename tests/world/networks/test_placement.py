from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from vs_sim.core.persona import Trait
from vs_sim.world.networks.placement import TOLERANCE, Ties, assortativity, codes, place

GRAPH = nx.watts_strogatz_graph(60, 6, 0.2, seed=3)
TIES: Ties = np.array(GRAPH.edges, dtype=np.int64)
AGES: list[Trait] = [18 + 7 * n % 53 for n in range(60)]
PARTIES: list[Trait] = ["left", "right", "none"] * 20


@pytest.mark.parametrize(("values", "kind"), [(AGES, "numeric"), (PARTIES, "attribute")])
def test_assortativity_is_that_of_networkx(values: list[Trait], kind: str) -> None:
    nx.set_node_attributes(GRAPH, dict(enumerate(values)), "value")
    known = getattr(nx, f"{kind}_assortativity_coefficient")(GRAPH, "value")
    numbers, numeric = codes(values)
    assert assortativity(numbers, TIES, numeric=numeric) == pytest.approx(known)


@pytest.mark.parametrize("wanted", [-0.2, 0.0, 0.5])
@pytest.mark.parametrize("values", [AGES, PARTIES])
def test_a_placement_has_the_assortativity_that_is_wanted(values: list[Trait], wanted: float) -> None:
    order, reached = place(values, TIES, wanted, np.random.default_rng(1))
    assert abs(reached - wanted) <= TOLERANCE
    assert sorted(order) == list(range(60))
    numbers, numeric = codes(values)
    assert assortativity(numbers[order], TIES, numeric=numeric) == pytest.approx(reached)


def test_it_is_not_defined_where_nobody_differs() -> None:
    assert np.isnan(place([1.0] * 60, TIES, 0.5, np.random.default_rng(1))[1])
