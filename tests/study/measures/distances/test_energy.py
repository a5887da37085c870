from __future__ import annotations

import pytest
from hypothesis import given
from scipy import stats

from tests.study.ecdfs import amounts, ecdfs
from vs_sim.study.measures.distances.energy import energy


@given(amounts, amounts)
def test_energy_is_that_of_scipy(values: list[float], others: list[float]) -> None:
    assert energy(*ecdfs(values, others)) == pytest.approx(stats.energy_distance(values, others), abs=1e-9)
