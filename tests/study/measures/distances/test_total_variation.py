from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.study.ecdfs import amounts, ecdfs, histogram
from vs_sim.study.measures.distances.total_variation import total_variation


@given(amounts, amounts)
def test_total_variation_is_half_the_difference_of_histograms(values: list[float], others: list[float]) -> None:
    expected = np.abs(histogram(values, 0.25) - histogram(others, 0.25)).sum() / 2
    assert total_variation(*ecdfs(values, others), 0.25) == pytest.approx(expected)
