from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vs_sim.core.message import Name
from vs_sim.seeds import uniform
from vs_sim.world.rounds.gatherings import gatherings


def draws(name: Name) -> float:
    return uniform(5, name)


def weighted(graph: nx.Graph) -> nx.Graph:
    nx.set_edge_attributes(graph, 1.0, "weight")
    return graph


@settings(max_examples=25)
@given(seed=st.integers(0, 99), size=st.integers(2, 6))
def test_each_person_is_in_at_most_one_group_with_neighbours_of_who_opens(seed: int, size: int) -> None:
    graph = weighted(nx.gnp_random_graph(20, 0.2, seed=seed))
    active = set(range(15))
    groups = gatherings(graph, active, size, "r001", draws)
    members = [one for group in groups for one in group]
    assert len(set(members)) == len(members)
    assert set(members) <= active
    assert all(2 <= len(group) <= size for group in groups)
    assert all(graph.has_edge(group[0], other) for group in groups for other in group[1:])


def test_who_all_know_each_other_gather_as_a_whole() -> None:
    graph = weighted(nx.disjoint_union_all([nx.complete_graph(6)] * 3))
    groups = gatherings(graph, range(18), 6, "r001", draws)
    assert {tuple(sorted(group)) for group in groups} == {tuple(range(at, at + 6)) for at in (0, 6, 12)}


def test_strong_ties_are_used_more_often() -> None:
    graph = weighted(nx.star_graph(3))
    graph.edges[0, 1]["weight"] = 4.0
    rounds = [gatherings(graph, range(4), 2, f"r{number}", draws)[0] for number in range(600)]
    opened = [group for group in rounds if group[0] == 0]
    assert sum(1 in group for group in opened) / len(opened) == pytest.approx(4 / 6, abs=0.1)


def test_ties_that_go_one_way_bring_people_together_too() -> None:
    graph = weighted(nx.DiGraph([(0, 1), (2, 0)]))
    assert {tuple(sorted(group)) for group in gatherings(graph, range(3), 3, "r1", draws)} <= {
        (0, 1, 2),
        (0, 1),
        (0, 2),
    }
