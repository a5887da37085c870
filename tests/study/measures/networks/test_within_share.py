from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vs_sim.study.measures.networks.within_share import within_share
from vs_sim.study.society.opinion_history import certain_history


def test_the_variance_within_and_between_add_up_to_that_of_the_mixture() -> None:
    points, shares = np.arange(1.0, 8), np.random.default_rng(5).dirichlet(np.ones(7), 9)
    means = shares @ points
    variances = shares @ points**2 - means**2
    held = replace(certain_history([means]), variances=variances[None])
    mixture = shares.mean(axis=0)
    total = mixture @ points**2 - (mixture @ points) ** 2
    assert within_share(held) == pytest.approx([variances.mean() / total])


def test_certain_people_differ_between_each_other_only() -> None:
    assert within_share(certain_history([[1, 7]])) == [0]
