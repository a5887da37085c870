from __future__ import annotations

import pytest

from vs_sim.world.opinion_rule import OPINION_RULES, Neighbour, Situation, weighted_mean


def test_the_rules_that_the_field_knows_are_there() -> None:
    known = {"degroot", "friedkin_johnsen", "deffuant", "hegselmann_krause", "voter", "threshold"}
    assert known <= set(OPINION_RULES.names())


def test_a_mean_is_weighted_by_ties() -> None:
    assert weighted_mean([Neighbour(0.0, 3.0), Neighbour(1.0, 1.0)]) == 0.25


@pytest.mark.parametrize("name", OPINION_RULES.names())
@pytest.mark.parametrize("now", [0.0, 0.3, 1.0])
def test_no_rule_leaves_the_scale(name: str, now: float) -> None:
    found = OPINION_RULES.get(name)
    rule = found(found.parameters())
    for others in ([], [Neighbour(0.0)], [Neighbour(1.0, 2.0), Neighbour(0.2)]):
        assert 0 <= rule.updated(Situation(0.5, now, others, 0.6)) <= 1
