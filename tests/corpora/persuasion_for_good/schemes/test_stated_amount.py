from __future__ import annotations

from tests.corpora.dialogues import dialogue, labels
from vs_sim.core.label import Label


def test_each_turn_that_states_an_amount_has_one_label() -> None:
    found = labels("stated_amount", dialogue("I will give 50 cents.", "Have a nice day.", "Make that $1."))
    assert found[0] == Label("amount", 1, value=0.5) and 3 not in {label.turn for label in found}


def test_a_refusal_states_zero() -> None:
    assert [label.value for label in labels("stated_amount", dialogue("Not a cent, I won't give"))] == [0.0]
