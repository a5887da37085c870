from __future__ import annotations

import numpy as np
import pytest

from tests.study.ecdfs import ecdfs
from vs_sim.study.measures.summaries.variance_ratio import variance_ratio


def test_the_ratio_is_that_of_the_variances() -> None:
    values, others = [0.0, 0.5, 2.0], [0.0, 1.0, 1.0]
    assert variance_ratio(*ecdfs(values, others)) == pytest.approx(np.var(values) / np.var(others))


def test_the_ratio_is_unknown_where_people_do_not_vary() -> None:
    assert np.isnan(variance_ratio(*ecdfs([0.0, 2.0], [1.0])))
