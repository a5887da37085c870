from __future__ import annotations

import math

from vs_sim.study.measures.texts.words_at import words_at


def test_exchanges_count_from_0() -> None:
    assert [words_at(["Hello", "I give one"], exchange) for exchange in (0, 1)] == [1, 3]


def test_a_dialogue_that_ended_before_is_not_measured() -> None:
    assert math.isnan(words_at(["Hello"], 1))
