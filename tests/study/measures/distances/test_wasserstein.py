from __future__ import annotations

import pytest
from hypothesis import given
from scipy import stats

from tests.study.ecdfs import amounts, ecdfs
from vs_sim.study.measures.distances.wasserstein import wasserstein


@given(amounts, amounts)
def test_wasserstein_is_that_of_scipy(values: list[float], others: list[float]) -> None:
    assert wasserstein(*ecdfs(values, others)) == pytest.approx(stats.wasserstein_distance(values, others), abs=1e-12)
