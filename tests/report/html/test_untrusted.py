from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.report.html.untrusted import LONGEST, MARK, clipped, one_line, visible


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_nothing_unseen_is_left(text: str) -> None:
    left = {c for c in visible(text) if unicodedata.category(c) in ("Cc", "Cs")}
    assert left <= {"\n", "\t"}


@given(st.text(max_size=60))
def test_made_visible_twice_is_made_visible_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize("text", ["Grüße, 你好, مرحبا, שלום", "👩\u200d👩\u200d👧 ok", "می\u200cخواهم", "a\tb\nc"])
def test_ordinary_text_of_any_script_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    "unseen", ["\x00", "\x1b", "\x85", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\U000e0041"]
)
def test_an_unseen_character_is_marked(unseen: str) -> None:
    assert visible(f"a{unseen}b") == f"a{MARK}b"


def test_what_is_left_out_is_counted() -> None:
    assert clipped("x" * (LONGEST + 1500)).endswith(" … [1,500 more characters in the log]")


@given(st.text(max_size=300))
def test_a_label_is_one_short_line(text: str) -> None:
    assert len(one_line(text)) <= 80
    assert "\n" not in one_line(text)
