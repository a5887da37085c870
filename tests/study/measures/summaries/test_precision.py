from __future__ import annotations

import pytest

from tests.study.ecdfs import ecdfs
from vs_sim.study.measures.summaries.precision import precision


def test_precision_is_the_share_of_answers_that_people_give_too() -> None:
    assert precision(*ecdfs([0.0, 0.0, 1.0, 5.0], [0.0, 1.0, 2.0]), 1.0) == pytest.approx(0.75)
