from __future__ import annotations

import networkx as nx
import pytest

from vs_sim.errors import UnknownName
from vs_sim.world.networks.generators import GENERATORS, generated

PARAMETERS: dict[str, dict[str, object]] = {
    "watts_strogatz": {"k": 4, "p": 0.1},
    "erdos_renyi": {"p": 0.2},
    "barabasi_albert": {"m": 2},
    "powerlaw_cluster": {"m": 2, "p": 0.3},
    "random_regular": {"d": 4},
    "caveman": {"k": 17},
    "stochastic_block_model": {"sizes": [17, 17], "p": [[0.5, 0.1], [0.1, 0.5]]},
}


@pytest.mark.parametrize("name", sorted(GENERATORS))
def test_every_generator_gives_a_plain_graph_of_34_people_and_the_same_for_a_seed(name: str) -> None:
    first, second = (generated(name, PARAMETERS.get(name, {}), 34, 5) for _ in range(2))
    assert sorted(first) == list(range(34))
    assert sorted(first.edges) == sorted(second.edges)
    assert not any(known for _, _, known in first.edges(data=True))


def test_the_graphs_are_those_of_networkx() -> None:
    expected = nx.watts_strogatz_graph(34, 4, 0.1, seed=5)
    assert sorted(generated("watts_strogatz", {"k": 4, "p": 0.1}, 34, 5).edges) == sorted(expected.edges)


def test_an_unknown_generator_names_those_that_are_known() -> None:
    with pytest.raises(UnknownName, match="watts_strogatz"):
        generated("watts", {}, 10, 1)


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("watts_strogatz", {"k": 4}, "p: field required; watts_strogatz takes k, p"),
        ("erdos_renyi", {"p": 2.0}, "less than or equal to 1"),
        ("cycle", {"k": 2}, "cycle takes none"),
        ("barabasi_albert", {"m": 50}, "barabasi_albert: "),
        ("complete", {}, "at most 3,000 people"),
    ],
)
def test_parameters_that_do_not_fit_are_told(name: str, parameters: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        generated(name, parameters, 5000 if name == "complete" else 34, 1)
