from __future__ import annotations

import math

import pytest

from vs_sim.study.data.text_statistics import count_sentences, distinct_share, split_words, syllables


def test_words_are_split_at_apostrophes() -> None:
    assert split_words("I'd give $1.") == ["i", "d", "give", "1"]


def test_too_short_a_text_has_no_share_of_distinct_n_grams() -> None:
    assert distinct_share(["a", "a", "b"], 1) == pytest.approx(2 / 3) and math.isnan(distinct_share(["a"], 2))


@pytest.mark.parametrize(("word", "count"), [("the", 1), ("table", 2), ("wanted", 2), ("helped", 1), ("rhythm", 1)])
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_greeting_is_no_sentence_of_its_own() -> None:
    assert count_sentences("Hi! How are you?") == 1 and count_sentences("") == 1
