from __future__ import annotations

from vs_sim.corpora.persuasion_for_good.amounts.amount_context import telling, words


def test_filler_words_tell_nothing() -> None:
    assert words("well, i guess") == 3 and telling("well") == 0
