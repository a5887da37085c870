from __future__ import annotations

import pytest

from tests.study.ecdfs import ecdfs
from vs_sim.study.measures.summaries.effective_outcomes import effective_outcomes


@pytest.mark.parametrize(("values", "outcomes"), [([1.0] * 9, 1), ([0.0, 1.0, 2.0], 3), ([0.0, 0.0, 1.0], 1.8899)])
def test_equally_frequent_answers_count_once_each(values: list[float], outcomes: float) -> None:
    assert effective_outcomes(ecdfs(values)[0], 1.0) == pytest.approx(outcomes, abs=1e-4)
