from __future__ import annotations

import math

from vs_sim.study.measures.texts.distinct_window import distinct_window


def test_only_the_first_hundred_words_count() -> None:
    assert distinct_window(["word " * 100, "other"], 1) == 0.01


def test_too_short_a_dialogue_is_not_measured() -> None:
    assert math.isnan(distinct_window(["word " * 99], 1))
