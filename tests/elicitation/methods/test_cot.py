from __future__ import annotations

from tests.elicitation.conversing import hold, law_of


def test_a_reasoning_is_not_an_answer() -> None:
    assert law_of(hold("cot", lambda _: '{"reasoning": "They have 2 dollars.", "response": "1"}')) == {1.0: 1.0}
