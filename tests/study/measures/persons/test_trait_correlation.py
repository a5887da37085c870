from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.measures.persons.trait_correlation import trait_correlation


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), min_size=4, max_size=40))
def test_the_correlation_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    values, traits = zip(*pairs, strict=True)
    table = OutcomeTable(Sample([float(value) for value in values]), {"care": traits})
    found = trait_correlation(table, np.ones((1, len(pairs))), "care")[0]
    if len(set(values)) > 1 and len(set(traits)) > 1:
        assert found == pytest.approx(stats.spearmanr(values, traits).statistic)
    else:
        assert np.isnan(found)
