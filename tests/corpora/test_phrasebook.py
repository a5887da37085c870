from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.corpora.phrasebook import phrase_pattern, phrasebook

BOOK = """# a comment
[gift] words
money / cash
[verb] starts
giv / donat
[both] pattern
(?:{verb})\\w* {other.thing}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.txt").write_text(BOOK, encoding="utf-8")
    (tmp_path / "other.txt").write_text("[thing] words\ngold\n", encoding="utf-8")
    return tmp_path


def test_words_match_whole_words_and_starts_their_beginning(folder: Path) -> None:
    assert phrase_pattern(folder, "own", "gift").search("some cash") and not phrase_pattern(
        folder, "own", "gift"
    ).search("cashier")
    assert phrase_pattern(folder, "own", "verb").search("donating") and not phrase_pattern(
        folder, "own", "verb"
    ).search("forgiv")


def test_sections_refer_to_each_other_and_to_other_books(folder: Path) -> None:
    assert phrase_pattern(folder, "own", "both").search("giving gold")


def test_a_section_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(KeyError):
        phrasebook(folder, "own").expression("absent")
