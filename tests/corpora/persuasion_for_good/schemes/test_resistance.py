from __future__ import annotations

import pytest

from tests.corpora.dialogues import dialogue, label_names, labels


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("No, I will not donate anything.", {"refusal", "resistance", "reserve"}),
        ("I really can't afford it, money is tight.", {"resistance", "reserve"}),
        ("Yes, I would love to donate.", {"commitment"}),
        ("I will give 50 cents.", {"commitment"}),
        ("What do they do with the money?", set()),
    ],
)
def test_how_a_reply_to_a_request_is_coded(text: str, kinds: set[str]) -> None:
    assert label_names("resistance", dialogue(text)) - {"request"} == kinds


def test_kinds_of_resistance_nest() -> None:
    found = labels("resistance", dialogue("No, I will not donate anything.", "I really can't afford it."))
    turns = {kind: {label.turn for label in found if label.label == kind} for kind in ("refusal", "resistance")}
    assert turns["refusal"] < turns["resistance"]


def test_labels_are_in_the_order_of_the_dialogue() -> None:
    found = labels("resistance", dialogue("I will give 50 cents.", "No, I will not donate anything."))
    assert [label.place for label in found] == sorted(label.place for label in found)
