from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from tests.study.ecdfs import amounts, ecdfs
from vs_sim.study.measures.distances.ks import ks


@given(amounts, amounts)
def test_ks_is_that_of_scipy(values: list[float], others: list[float]) -> None:
    with np.errstate(divide="ignore"):  # its p-value, which is not looked at
        expected = stats.ks_2samp(values, others, method="asymp").statistic
    assert ks(*ecdfs(values, others)) == pytest.approx(expected, abs=1e-12)
