from __future__ import annotations

import math

import pytest

from vs_sim.study.measures.texts.readability import readability


def test_the_grade_is_that_of_the_formula() -> None:
    assert readability(["I give one dollar."]) == pytest.approx(0.39 * 4 + 11.8 * 5 / 4 - 15.59)


def test_a_turn_without_a_word_is_left_out() -> None:
    assert readability(["I give one dollar.", "!"]) == readability(["I give one dollar."])
    assert math.isnan(readability(["!"]))
