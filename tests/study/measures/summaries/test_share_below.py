from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from tests.study.ecdfs import amounts, ecdfs
from vs_sim.study.measures.summaries.share_below import share_below


@given(amounts)
def test_it_is_the_share_of_answers_below_this_one(values: list[float]) -> None:
    assert share_below(ecdfs(values)[0], 0.5) == pytest.approx(np.mean(np.array(values) < 0.5))
