from __future__ import annotations

import numpy as np
import pytest

from vs_sim.study.measures.networks.bimodality import bimodality
from vs_sim.study.society.opinion_history import certain_history


def test_a_uniform_distribution_has_five_ninths_a_normal_one_a_third_and_two_camps_nearly_one() -> None:
    flat = np.linspace(1, 7, 4000)
    bell = 4 + 0.7 * np.random.default_rng(0).standard_normal(4000)
    camps = np.repeat([1.0, 7.0], 2000)
    found = bimodality(certain_history([flat, bell, camps]))
    assert found == pytest.approx([5 / 9, 1 / 3, 1], abs=0.02)


def test_agreement_is_neither_one_camp_nor_two() -> None:
    assert np.isnan(bimodality(certain_history([[4, 4, 4, 4], [1, 7, 1, np.nan]]))).all()
