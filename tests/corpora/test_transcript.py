from __future__ import annotations

from tests.corpora.dialogues import ASKED, dialogue


def test_own_turns_are_those_of_the_coded_role() -> None:
    assert [turn.text for turn in dialogue("Hello.", "Bye.").own] == ["Hello.", "Bye."]


def test_what_came_before_a_turn_is_what_the_others_said_since() -> None:
    found = dialogue("Hello.", "Bye.")
    assert found.before(found.own[1]) == ASKED and found.before(found.turns[0]) == ""


def test_equal_texts_have_equal_fingerprints() -> None:
    assert (
        dialogue("Hello.").fingerprint == dialogue("Hello.", decision=1.0).fingerprint != dialogue("Bye.").fingerprint
    )
