from __future__ import annotations

import math

from vs_sim.study.measures.texts.turn_length import turn_length


def test_words_are_separated_by_blanks() -> None:
    assert turn_length(["Hello  there!", "I don't"]) == 2


def test_nobody_who_said_nothing_has_a_length() -> None:
    assert math.isnan(turn_length([]))
