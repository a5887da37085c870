from __future__ import annotations

from statistics import mode

import pytest

from tests.world.society_of_rules import opinions, scenario
from vs_sim.world.opinion_rule import Neighbour, Situation
from vs_sim.world.rules.deffuant import Deffuant, DeffuantParameters


def clusters(held: list[float], least: int) -> int:
    """Groups of opinions that are no further apart than 0.05, of at least some people."""
    sizes = [1]
    for one, other in zip(sorted(held), sorted(held)[1:], strict=False):
        if other - one <= 0.05:
            sizes[-1] += 1
        else:
            sizes.append(1)
    return sum(size >= least for size in sizes)


@pytest.mark.parametrize(("epsilon", "seeds"), [(0.5, 1), (0.24, 3)])
def test_as_many_large_clusters_remain_as_deffuant_and_others_report(epsilon: float, seeds: int) -> None:
    parameters = {"epsilon": epsilon}
    scripts = [scenario("deffuant", "complete", 60, 25, parameters=parameters, seed=seed) for seed in range(seeds)]
    found = [clusters(opinions(script)[-1], least=6) for script in scripts]
    assert mode(found) == int(1 / (2 * epsilon))


def test_the_mean_of_a_pair_is_kept() -> None:
    held = opinions(scenario("deffuant", "complete", 20, 10, parameters={"epsilon": 1.0, "mu": 0.3}))
    assert sum(held[-1]) == pytest.approx(sum(held[0]))


def test_who_is_too_far_away_changes_nothing() -> None:
    rule = Deffuant(DeffuantParameters(epsilon=0.1))
    assert rule.updated(Situation(0.2, 0.2, [Neighbour(0.4)])) == 0.2
    assert rule.updated(Situation(0.2, 0.2, [Neighbour(0.28)])) == pytest.approx(0.24)
