from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.message import Name
from vs_sim.seeds import uniform
from vs_sim.world.matching import ActiveShare, active_people, matching


def draws(name: Name) -> float:
    return uniform(3, name)


def graph(n: int = 40, seed: int = 1) -> nx.Graph:
    made = nx.gnp_random_graph(n, 0.15, seed=seed)
    nx.set_edge_attributes(made, 1.0, "weight")
    return made


@given(seed=st.integers(0, 50), number=st.integers(1, 5), share=st.sampled_from([0.3, 0.7, 1.0]))
def test_people_meet_along_ties_at_most_once_and_no_two_free_ones_are_left(
    seed: int, number: int, share: float
) -> None:
    made = graph(15, seed)
    active = active_people(made, ActiveShare(share=share), f"r{number}", draws)
    pairs = matching(made, active, f"r{number}", draws)
    met = [person for pair in pairs for person in pair]
    assert len(set(met)) == len(met)
    assert all(made.has_edge(*pair) for pair in pairs)
    assert set(met) <= active
    assert not any(one in active - set(met) and other in active - set(met) for one, other in made.edges)


def test_each_round_has_pairs_of_its_own_and_the_same_for_a_seed() -> None:
    first, again, later = (matching(graph(), range(40), name, draws) for name in ("r1", "r1", "r2"))
    assert first == again != later


def test_either_of_both_opens() -> None:
    pairs = [pair for number in range(5) for pair in matching(graph(), range(40), f"r{number}", draws)]
    opened = sum(one < other for one, other in pairs)
    assert 0.3 < opened / len(pairs) < 0.7


def test_the_source_of_a_directed_tie_opens() -> None:
    made = nx.DiGraph([(3, 1), (2, 0)])
    nx.set_edge_attributes(made, 1.0, "weight")
    assert matching(made, range(4), "r1", draws) == [(2, 0), (3, 1)]


def test_strong_ties_are_used_more_often() -> None:
    made = nx.star_graph(2)
    made.edges[0, 1]["weight"], made.edges[0, 2]["weight"] = 3.0, 1.0
    met = [set(matching(made, range(3), f"r{number}", draws)[0]) for number in range(800)]
    assert met.count({0, 1}) / 800 == pytest.approx(0.75, abs=0.06)


def test_people_of_many_ties_are_active_more_often() -> None:
    made = nx.star_graph(4)
    seen = [active_people(made, "by_degree", f"r{number}", draws) for number in range(400)]
    assert all(0 in active for active in seen)
    assert sum(1 in active for active in seen) / 400 == pytest.approx(0.25, abs=0.08)


def test_all_are_active_where_nothing_else_is_said() -> None:
    assert active_people(graph(), "all", "r1", draws) == set(range(40))
