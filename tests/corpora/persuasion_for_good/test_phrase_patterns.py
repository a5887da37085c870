from __future__ import annotations

from vs_sim.corpora.persuasion_for_good.phrase_patterns import amounts_book, phrases


def test_both_books_are_read() -> None:
    assert phrases("cues", "hardship").search("i am broke") and amounts_book().sections
