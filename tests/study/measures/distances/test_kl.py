from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from tests.study.ecdfs import amounts, ecdfs, histogram
from vs_sim.errors import StudyError
from vs_sim.study.measures.distances.kl import kl


@given(amounts, amounts)
def test_kl_is_that_of_scipy(values: list[float], others: list[float]) -> None:
    own, theirs = histogram(values, 0.25), histogram(others, 0.25)
    expected = stats.entropy(theirs, 0.05 * theirs + 0.95 * own)
    assert kl(*ecdfs(values, others), 0.25, 0.05) == pytest.approx(expected, abs=1e-12)


@given(amounts, amounts)
def test_kl_is_bounded_by_its_smoothing(values: list[float], others: list[float]) -> None:
    assert 0 <= kl(*ecdfs(values, others), 0.25, 0.05) <= -np.log(0.05) + 1e-12


@pytest.mark.parametrize("smoothing", [0.0, 1.0])
def test_smoothing_lies_between_0_and_1(smoothing: float) -> None:
    with pytest.raises(StudyError, match="above 0 and below 1"):
        kl(*ecdfs([0.0]), 1.0, smoothing)
