from __future__ import annotations

import pytest

from tests.corpora.dialogues import dialogue, labels
from vs_sim.core.label import Label


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I will give 50 cents.", "provide-donation-amount"),
        ("No, I will not donate anything.", "disagree-donation"),
        ("I really can't afford it, money is tight.", "negative-reaction-to-donation"),
        ("What do they do with the money?", "ask-org-info"),
        ("Thank you so much.", "thank"),
    ],
)
def test_the_act_of_a_reply_to_a_request(text: str, act: str) -> None:
    assert Label(act, 1, 0) in labels("acts", dialogue(text))


def test_every_sentence_has_one_act() -> None:
    found = labels("acts", dialogue("Thank you so much. I will give 50 cents."))
    assert [label.part for label in found if label.turn == 1] == [0, 1]


def test_a_request_is_labelled_on_the_turn_of_the_other_side() -> None:
    assert Label("proposition-of-donation", 0) in labels("acts", dialogue("Hello."))
