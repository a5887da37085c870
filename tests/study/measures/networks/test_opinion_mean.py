from __future__ import annotations

import math

import numpy as np

from vs_sim.study.measures.networks.opinion_mean import opinion_mean
from vs_sim.study.society.opinion_history import certain_history


def test_who_is_not_known_does_not_count() -> None:
    found = opinion_mean(certain_history([[1, math.nan, 7], [math.nan] * 3]))
    assert found[0] == 4 and np.isnan(found[1])
