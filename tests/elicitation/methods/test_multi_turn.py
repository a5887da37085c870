from __future__ import annotations

import pytest

from tests.elicitation.conversing import hold, law_of, turns
from vs_sim.errors import Unparsed


def test_a_conversation_of_turns_is_uniform_over_its_answers() -> None:
    replies = iter(["0", "1", "2"])
    assert law_of(hold("multi_turn", lambda _: next(replies), k=3)) == pytest.approx({0.0: 1 / 3, 1: 1 / 3, 2: 1 / 3})


def test_an_answer_repeated_in_a_later_turn_counts_twice() -> None:
    replies = iter(["1", "$1.00", "0"])
    found = hold("multi_turn", lambda _: next(replies), k=3)
    assert law_of(found) == pytest.approx({1.0: 2 / 3, 0.0: 1 / 3})
    assert "same_value" in [repair.kind for repair in found.repairs]


def test_a_later_turn_holds_all_that_was_said() -> None:
    last = turns("multi_turn", ["0", "1", "2"], k=3)[-1]
    assert [(m.role, m.content) for m in last.messages if m.role == "assistant"] == [
        ("assistant", "0"),
        ("assistant", "1"),
    ]
    assert [m.role for m in last.messages] == ["system", "user", "assistant", "user", "assistant", "user"]


def test_an_unreadable_turn_is_the_whole_conversations_failure() -> None:
    replies = iter(["0", ""])
    with pytest.raises(Unparsed):
        hold("multi_turn", lambda _: next(replies), k=3)
