from __future__ import annotations

import pytest
from hypothesis import given
from scipy import stats

from tests.study.ecdfs import amounts, ecdfs, histogram
from vs_sim.study.measures.summaries.entropy import entropy


@given(amounts)
def test_entropy_is_that_of_scipy(values: list[float]) -> None:
    assert entropy(ecdfs(values)[0], 0.25) == pytest.approx(stats.entropy(histogram(values, 0.25), base=2))
