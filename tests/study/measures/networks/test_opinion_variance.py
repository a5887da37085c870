from __future__ import annotations

import math

import numpy as np
import pytest

from vs_sim.study.measures.networks.opinion_variance import opinion_variance
from vs_sim.study.society.opinion_history import certain_history


def test_the_variance_is_that_of_numpy_over_those_who_are_known() -> None:
    assert opinion_variance(certain_history([[1, 2, math.nan, 7]])) == pytest.approx([np.var([1, 2, 7])])
