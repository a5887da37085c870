from __future__ import annotations

from tests.world.society_of_rules import opinions, scenario
from vs_sim.world.opinion_rule import Neighbour, NoParameters, Situation
from vs_sim.world.rules.voter import Voter


def test_opinions_are_taken_over_as_they_are() -> None:
    held = opinions(scenario("voter", "complete", 15, 8))
    assert len(set(held[-1])) < len(set(held[0]))
    assert {round(each, 9) for each in held[-1]} <= {round(each, 9) for each in held[0]}


def test_the_neighbour_is_drawn_by_the_weight_of_the_tie() -> None:
    neighbours = [Neighbour(0.1, 3.0), Neighbour(0.9, 1.0)]
    taken = [Voter(NoParameters()).updated(Situation(0.5, 0.5, neighbours, u)) for u in (0.0, 0.74, 0.76, 0.99)]
    assert taken == [0.1, 0.1, 0.9, 0.9]


def test_who_is_alone_keeps_the_opinion() -> None:
    assert Voter(NoParameters()).updated(Situation(0.5, 0.5, [], 0.3)) == 0.5
