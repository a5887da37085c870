from __future__ import annotations

import numpy as np
import pytest

from tests.study.ecdfs import ecdfs
from vs_sim.errors import StudyError
from vs_sim.study.measures.summaries.coverage import coverage


def test_coverage_is_the_share_of_human_answers_that_draws_meet() -> None:
    values, others = [0.0] * 5 + [1.0] * 4 + [2.0], [0.0, 1.0, 2.0, 0.5]
    draws = np.random.default_rng(0).choice(values, size=(20_000, 6))
    seen = np.mean([[point in row for point in (0.0, 0.5, 1.0, 2.0)] for row in draws])
    assert coverage(*ecdfs(values, others), 0.5, 6) == pytest.approx(seen, abs=0.01)


def test_coverage_needs_a_draw() -> None:
    with pytest.raises(StudyError, match="at least 1"):
        coverage(*ecdfs([0.0]), 1.0, 0)
