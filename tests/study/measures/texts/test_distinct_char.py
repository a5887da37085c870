from __future__ import annotations

import math

from vs_sim.study.measures.texts.distinct_char import distinct_char


def test_case_and_blanks_count_and_turns_weigh_the_same() -> None:
    assert distinct_char(["aA a", "b"], 1) == (3 / 4 + 1) / 2


def test_nothing_said_is_not_measured() -> None:
    assert math.isnan(distinct_char([""], 1))
