from __future__ import annotations

from tests.corpora.dialogues import dialogue, label_names, labels
from vs_sim.core.label import Label


def test_a_raised_offer_is_a_change_of_mind_with_its_difference() -> None:
    found = labels("mind_change", dialogue("I will give 20 cents.", "Fine, I will give 50 cents."))
    assert Label("amount raised", value=0.3) in found


def test_refusing_after_a_commitment_is_a_change_away() -> None:
    found = label_names("mind_change", dialogue("I will give 50 cents.", "No, I will not donate anything."))
    assert {"acts away", "amount lowered"} <= found and "acts toward" not in found


def test_a_steady_dialogue_changes_nothing() -> None:
    assert label_names("mind_change", dialogue("I will give 50 cents.", "Have a nice day.")) == set()
