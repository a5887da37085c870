from __future__ import annotations

import math

import numpy as np
import pytest

from vs_sim.study.measures.texts.semantic_diversity import semantic_diversity, spread_of_vectors


def test_equal_turns_have_no_spread_and_orthogonal_ones_all() -> None:
    assert spread_of_vectors(np.array([[1.0, 2.0], [2.0, 4.0]])) == pytest.approx(0)
    assert spread_of_vectors(np.eye(3)) == pytest.approx(1)


def test_opposite_turns_count_as_unrelated() -> None:
    assert spread_of_vectors(np.array([[1.0, 0.0], [-1.0, 0.0]])) == pytest.approx(1)


def test_one_turn_has_no_diversity_and_needs_no_embedding() -> None:
    assert math.isnan(semantic_diversity(["Hello"], "litellm/none"))
