from __future__ import annotations

import pytest

from tests.world.society_of_rules import opinions, scenario
from vs_sim.world.opinion_rule import Neighbour, Situation
from vs_sim.world.rules.hegselmann_krause import HegselmannKrause, HegselmannKrauseParameters


def test_where_all_are_near_everybody_takes_the_mean_at_once() -> None:
    first, second = opinions(scenario("hegselmann_krause", "complete", 12, 1, parameters={"epsilon": 1.0}))
    assert second == pytest.approx([sum(first) / 12] * 12)


def test_only_the_near_ones_count() -> None:
    rule = HegselmannKrause(HegselmannKrauseParameters(epsilon=0.2))
    assert rule.updated(Situation(0.5, 0.5, [Neighbour(0.6), Neighbour(0.9)])) == pytest.approx(0.55)
