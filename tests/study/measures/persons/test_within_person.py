from __future__ import annotations

import numpy as np
import pytest

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measures.persons.within_person import within_person


def test_the_intraclass_correlation_is_that_of_the_analysis_of_variance() -> None:
    values = np.array([[9.0, 2.0], [6.0, 1.0], [8.0, 4.0], [7.0, 5.0]])
    means = values.mean(axis=1)
    between, within = 2 * means.var(ddof=1), ((values - means[:, None]) ** 2).sum() / 4
    table = OutcomeTable(Sample(values.ravel(), ["a", "a", "b", "b", "c", "c", "d", "d"]))
    assert within_person(table, np.ones((1, 8))) == pytest.approx([(between - within) / (between + within)])


def test_without_repeated_measures_it_is_not_measured() -> None:
    assert np.isnan(within_person(OutcomeTable(Sample([0.0, 1.0])), np.ones((1, 2)))).all()
