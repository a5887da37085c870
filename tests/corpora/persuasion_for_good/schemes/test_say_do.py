from __future__ import annotations

from tests.corpora.dialogues import dialogue, label_names, labels
from vs_sim.core.label import Label


def test_agreeing_and_naming_an_amount_are_kept_apart() -> None:
    assert label_names("say_do", dialogue("Yes, I would love to donate.", decision=0.0)) == {"agreed"}
    assert label_names("say_do", dialogue("I will give 50 cents.", decision=0.2)) == {"stated", "gap"}
    assert label_names("say_do", dialogue("What is it?", decision=0.2)) == {"unspoken"}


def test_the_gap_is_the_decision_less_what_was_stated() -> None:
    assert Label("gap", value=-0.3) in labels("say_do", dialogue("I will give 50 cents.", decision=0.2))


def test_without_a_decision_there_is_no_gap() -> None:
    assert labels("say_do", dialogue("I will give 50 cents.")) == ()
