from __future__ import annotations

import numpy as np
import pytest

from vs_sim.study.measures.networks.influence import influence
from vs_sim.study.society.opinion_history import certain_history


def test_it_is_the_part_of_the_distance_that_deffuants_rule_bridges() -> None:
    before, mu = np.array([1.0, 7, 2, 5]), 0.3
    after = before + mu * (before[[1, 0, 3, 2]] - before)
    heard = [(1, one, other) for one, other in ((0, 1), (1, 0), (2, 3), (3, 2))]
    found = influence(certain_history([before, after], heard=heard))
    assert np.isnan(found[0]) and found[1] == pytest.approx(mu)


def test_nobody_is_influenced_by_those_they_did_not_hear() -> None:
    assert np.isnan(influence(certain_history([[1, 7], [7, 7]]))).all()
