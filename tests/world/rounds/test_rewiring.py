from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from vs_sim.core.message import Name
from vs_sim.seeds import uniform
from vs_sim.world.rounds.rewiring import rewired
from vs_sim.world.rounds.round_settings import Rewire

AGREEMENT = Rewire(rule="agreement", tolerance=1.0, share=0.5)


def draws(name: Name) -> float:
    return uniform(2, name)


def graph(seed: int = 0) -> nx.Graph:
    made = nx.gnp_random_graph(20, 0.2, seed=seed)
    nx.set_edge_attributes(made, {tie: {"weight": 1.0, "attributes": {"of": "old"}} for tie in made.edges})
    return made


def stances(seed: int = 0) -> dict[int, float]:
    return {person: float(int(7 * uniform(seed, ("stance", str(person))))) for person in range(20)}


@settings(max_examples=25)
@given(seed=st.integers(0, 99), rule=st.sampled_from([AGREEMENT, Rewire(rule="random", share=0.3)]))
def test_the_number_of_ties_is_kept_and_nobody_has_a_tie_twice_or_to_themselves(seed: int, rule: Rewire) -> None:
    made = graph(seed)
    before = made.number_of_edges()
    for number in range(3):
        rewired(made, rule, stances(seed), f"r{number}", draws)
    assert made.number_of_edges() == before
    assert nx.number_of_selfloops(made) == 0


def test_by_agreement_ties_of_those_who_disagree_become_ties_of_those_who_agree() -> None:
    made, held = graph(), stances()
    ties = set(made.edges)
    changes = rewired(made, AGREEMENT, held, "r1", draws)
    assert changes
    assert all((min(each.person, each.lost), max(each.person, each.lost)) in ties for each in changes)
    assert all(abs(held[each.person] - held[each.lost]) > 1 for each in changes)
    assert all(abs(held[each.person] - held[each.gained]) <= 1 for each in changes)


def test_agreement_grows_until_only_those_disagree_who_find_nobody() -> None:
    made, held = graph(), stances()
    for number in range(40):
        rewired(made, AGREEMENT, held, f"r{number}", draws)
    apart = [tie for tie in made.edges if abs(held[tie[0]] - held[tie[1]]) > 1]
    assert len(apart) <= 2


def test_who_agrees_keeps_every_tie() -> None:
    made = graph()
    assert rewired(made, AGREEMENT, dict.fromkeys(range(20), 3.0), "r1", draws) == []


def test_a_new_tie_knows_nothing_of_the_old_one() -> None:
    made = graph()
    (first, *_) = rewired(made, Rewire(rule="random", share=1.0), {}, "r1", draws)
    assert made.edges[first.person, first.gained]["attributes"] == {}
