from __future__ import annotations

import numpy as np
import pytest

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measures.persons.retest_gap import retest_gap


def test_the_gap_is_the_mean_over_all_pairs_of_one_person() -> None:
    table = OutcomeTable(Sample([0.0, 1.0, 4.0, 2.0, 2.0, 9.0], ["a", "a", "a", "b", "b", "c"]))
    assert retest_gap(table, np.ones((1, 6))) == pytest.approx([(1 + 4 + 3 + 0) / 4])


def test_without_repeated_measures_there_is_no_gap() -> None:
    assert np.isnan(retest_gap(OutcomeTable(Sample([0.0, 1.0])), np.ones((1, 2)))).all()
