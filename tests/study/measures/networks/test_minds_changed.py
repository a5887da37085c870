from __future__ import annotations

import math

import numpy as np
import pytest

from vs_sim.study.measures.networks.minds_changed import minds_changed
from vs_sim.study.society.opinion_history import certain_history


def test_who_is_not_known_in_both_rounds_does_not_count() -> None:
    found = minds_changed(certain_history([[1, 2, math.nan], [1, 3, 4], [1, 3, 5]]))
    assert np.isnan(found[0]) and found[1:] == pytest.approx([1 / 2, 1 / 3])


def test_less_than_half_a_point_is_the_same_mind() -> None:
    assert minds_changed(certain_history([[3.0], [3.4], [3.6]]))[1:].tolist() == [0, 1]
