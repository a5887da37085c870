from __future__ import annotations

import pytest

from vs_sim.world.opinion_rule import Neighbour, Situation
from vs_sim.world.rules.threshold import Threshold, ThresholdParameters


@pytest.mark.parametrize(("threshold", "after"), [(0.25, 1.0), (0.5, 1.0), (0.51, 0.2)])
def test_one_adopts_once_enough_neighbours_have(threshold: float, after: float) -> None:
    rule = Threshold(ThresholdParameters(threshold=threshold))
    assert rule.updated(Situation(0.2, 0.2, [Neighbour(1.0), Neighbour(0.0)])) == after


def test_without_neighbours_nobody_adopts() -> None:
    assert Threshold(ThresholdParameters(threshold=0.0)).updated(Situation(0.2, 0.2, [])) == 0.2
