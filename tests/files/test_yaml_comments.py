from __future__ import annotations

import pytest

from vs_sim.files.source_text import Source
from vs_sim.files.yaml_comments import lost_words

LOST = [
    ("ask: Which post do you like, #1 or #2?\n", (1, 30)),
    ("title: Study #3\n", (1, 14)),
    ("a:\n  - Plan #1\n", (2, 10)),
    ("ask: Which do you like, # 1 or # 2?\n", (1, 25)),
    ("ask: Which post\n  do you like, #1?\n", (2, 16)),
]


@pytest.mark.parametrize(("text", "place"), LOST)
def test_words_that_become_a_comment_are_pointed_at(text: str, place: tuple[int, int]) -> None:
    (fault,) = lost_words(Source("s.yaml", text))
    assert (fault.line, fault.column) == place
    assert "put the whole text in quotes" in str(fault.hint)


KEPT = [
    'ask: "Which, #1 or #2?"\n',
    "ask: Which#1?\n",
    "ask: |\n  Which #1?\n",
    "respondents: 300 #pilot\n",
    "method: direct # the plain one\n",
    "ask: Do you agree? # the first question\n",
    "about: A survey of people  # as in 2018\n",
    "# about this file\nask: Go?\n",
    "ask: Go? ##\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_a_comment_that_is_one_is_not_pointed_at(text: str) -> None:
    assert not list(lost_words(Source("s.yaml", text)))
