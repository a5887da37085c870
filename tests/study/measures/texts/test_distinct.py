from __future__ import annotations

from vs_sim.study.measures.texts.distinct import distinct


def test_pairs_of_words_run_over_the_turns() -> None:
    assert distinct(["I give", "i give"], 2) == 2 / 3
