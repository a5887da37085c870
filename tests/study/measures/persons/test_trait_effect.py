from __future__ import annotations

import numpy as np
import pytest

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measures.persons.trait_effect import trait_effect


def test_the_effect_is_the_difference_in_pooled_standard_deviations() -> None:
    gave, kept = [2.0, 4.0, 4.0], [1.0, 3.0]
    table = OutcomeTable(Sample([1.0, 0.5, 2.0, 0.0, 0.0]), {"care": [*gave, *kept]})
    pooled = np.sqrt((3 * np.var(gave) + 2 * np.var(kept)) / 3)
    expected = (np.mean(gave) - np.mean(kept)) / pooled
    assert trait_effect(table, np.ones((1, 5)), "care") == pytest.approx([expected])


def test_without_donors_there_is_no_effect() -> None:
    table = OutcomeTable(Sample([0.0, 0.0]), {"care": [1, 2]})
    assert np.isnan(trait_effect(table, np.ones((1, 2)), "care")).all()
