from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from vs_sim.study.measures.networks.stance_entropy import stance_entropy
from vs_sim.study.society.opinion_history import certain_history


def test_rules_have_no_private_doubts_and_do_not_count() -> None:
    entropies = np.array([[stats.entropy([0.5, 0.5], base=2), stats.entropy([0.25] * 4, base=2), 0.0]])
    held = replace(certain_history([[1, 2, 3]]), entropies=entropies, rules=np.array([False, False, True]))
    assert stance_entropy(held) == pytest.approx([1.5])
    assert np.isnan(stance_entropy(replace(held, rules=np.ones(3, dtype=bool)))).all()
