from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from vs_sim.core.persona import Persona
from vs_sim.errors import ScenarioError
from vs_sim.world.networks.build_network import build_network, network_understood
from vs_sim.world.networks.network import Network
from vs_sim.world.networks.placement import assortativity, codes

PEOPLE = [Persona(name, {"age": 20 + at}) for at, name in enumerate(("ann", "bob", "cy", "dee", "eve", "flo"))]


def built(written: dict[str, Any], folder: Path = Path(), people: list[Persona] = PEOPLE, seed: int = 1) -> nx.Graph:
    return build_network(Network.model_validate(written), people, seed, folder)


def test_who_stands_where_in_a_generated_graph_is_drawn_by_the_seed() -> None:
    first, again, other = (sorted(built({"path": {}}, seed=seed).edges) for seed in (1, 1, 2))
    assert first == again != other


def test_people_are_placed_beside_alike_people() -> None:
    people = [Persona(str(n), {"age": 20 + n}) for n in range(60)]
    wanted = {"trait": "age", "assortativity": 0.6}
    graph = built({"watts_strogatz": {"k": 4, "p": 0.1}, "homophily": wanted}, people=people)
    ages, numeric = codes([person.traits["age"] for person in people])
    assert assortativity(ages, np.array(graph.edges), numeric=numeric) == pytest.approx(0.6, abs=0.02)


def test_a_homophily_that_cannot_be_had_is_told() -> None:
    with pytest.raises(ValueError, match=r"no placement by age has assortativity 1; found"):
        built({"complete": {}, "homophily": {"trait": "age", "assortativity": 1}})
    with pytest.raises(ValueError, match="6 of 6 people have no attribute 'hair'; known: age"):
        built({"complete": {}, "homophily": {"trait": "hair", "assortativity": 0.5}})


def test_the_ends_of_a_tie_are_people_by_their_identity(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,target,relation\nann,cy,sisters\ncy,flo,friends\n", encoding="utf-8")
    graph = built({"file": "ties.csv"}, tmp_path)
    found = [(one, other, tie["attributes"]) for one, other, tie in graph.edges(data=True)]
    assert found == [(0, 2, {"relation": "sisters"}), (2, 5, {"relation": "friends"})]
    assert len(graph) == 6


def test_or_by_their_number(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,target\n0,5\n", encoding="utf-8")
    assert list(built({"file": "ties.csv"}, tmp_path).edges) == [(0, 5)]


@pytest.mark.parametrize(
    ("text", "said"),
    [("ann,bob\nann,zoe\n", "nobody is called 'zoe'"), ("0,5\n0,6\n", "nobody is called '6'")],
)
def test_a_tie_to_nobody_is_a_fault_at_its_row(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text(f"source,target\n{text}", encoding="utf-8")
    with pytest.raises(ScenarioError, match=said) as error:
        built({"file": "ties.csv"}, tmp_path)
    assert error.value.faults[0].line == 3


def test_a_tie_to_two_of_the_same_identity_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,target\nann,bob\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="2 people are called 'ann'"):
        built({"file": "ties.csv"}, tmp_path, [*PEOPLE, PEOPLE[0]])


def test_a_graph_of_another_size_is_told() -> None:
    with pytest.raises(ValueError, match="karate_club has 34 nodes, and there are 6 people"):
        built({"karate_club": {}})


def test_a_network_is_told_in_a_sentence() -> None:
    assert network_understood(built({"path": {}})) == (
        "network: 6 people, 5 ties, degrees 1 to 2 (mean 1.67), connected"
    )
    sparse = nx.Graph()
    sparse.add_nodes_from(range(4))
    sparse.add_edge(0, 1)
    assert network_understood(sparse).endswith("3 components, the largest of 2, 2 without any tie")
