from __future__ import annotations

from tests.elicitation.conversing import LAW, hold, law_of, weighted


def test_weights_after_a_reasoning_are_read_as_without() -> None:
    assert law_of(hold("vs_cot", lambda _: weighted(LAW, reasoning="Hm."), k=4)) == law_of(
        hold("vs_standard", lambda _: weighted(LAW), k=4)
    )
