from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from scipy.spatial.distance import jensenshannon

from tests.study.ecdfs import amounts, ecdfs, histogram
from vs_sim.study.measures.distances.jensen_shannon import jensen_shannon


@given(amounts, amounts)
def test_jensen_shannon_is_that_of_scipy(values: list[float], others: list[float]) -> None:
    expected = jensenshannon(histogram(values, 0.25), histogram(others, 0.25), base=2)
    assert jensen_shannon(*ecdfs(values, others), 0.25) == pytest.approx(np.nan_to_num(expected), abs=1e-7)
