from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.study.ecdfs import amounts, ecdfs
from vs_sim.study.measures.summaries.median import median


@given(amounts, amounts)
def test_the_median_is_the_lower_one_of_the_values(values: list[float], others: list[float]) -> None:
    assert median(ecdfs(values, others)[0]) == pytest.approx(np.quantile(values, 0.5, method="inverted_cdf"))
