from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.study.ecdfs import amounts, ecdfs
from vs_sim.study.measures.summaries.mean import mean


@given(amounts, amounts)
def test_the_mean_is_that_of_the_values(values: list[float], others: list[float]) -> None:
    assert mean(ecdfs(values, others)[0]) == pytest.approx(np.mean(values))
