from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from vs_sim.world.conversation import PublicTranscript, label


def test_a_role_is_called_by_its_name_in_words() -> None:
    assert [label(role) for role in ("persuadee", "cy_lee", "a", "")] == ["Persuadee", "Cy lee", "A", ""]


def test_turns_stand_in_the_order_in_which_they_were_said() -> None:
    said = PublicTranscript()
    said.say("ann", "Hello.")
    said.say("bob", "Hi.")
    assert said.snapshot() == ('Ann: "Hello."', 'Bob: "Hi."')


def test_a_snapshot_keeps_what_was_said_until_then() -> None:
    said = PublicTranscript()
    said.say("ann", "Hello.")
    before = said.snapshot()
    said.say("bob", "Hi.")
    assert len(before) == 1


@given(st.text())
def test_nothing_that_is_said_can_look_like_another_turn(text: str) -> None:
    said = PublicTranscript()
    said.say("ann", text)
    (line,) = said.snapshot()
    assert len(line.splitlines()) == 1
    assert isinstance(json.loads(line.removeprefix("Ann: ")), str)
