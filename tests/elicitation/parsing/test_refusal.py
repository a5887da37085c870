from __future__ import annotations

import pytest

from vs_sim.elicitation.parsing.refusal import refuses


@pytest.mark.parametrize(
    "text", ["I'm sorry, but I can't help with that.", "As an AI, I have no money.", "I must decline."]
)
def test_a_refusal_is_recognised(text: str) -> None:
    assert refuses(text)


@pytest.mark.parametrize("text", ["", "$0.50", "No, thank you.", "1. Give a dollar\n2. Give nothing"])
def test_an_answer_is_no_refusal_even_if_it_says_no(text: str) -> None:
    assert not refuses(text)
