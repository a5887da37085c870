from __future__ import annotations

import pytest

from tests.elicitation.conversing import hold, law_of, turns, weighted


def test_batches_ask_for_the_total_in_turns() -> None:
    batches = [weighted({"0": 0.3, "1": 0.2, "2": 0.1}, "confidence"), weighted({"0.5": 0.1}, "confidence")]
    asked = turns("vs_multi", batches, k=4, batch=3)
    assert "In all, 4 different answers" in asked[0].messages[-1].content
    assert "exactly 1 more" in asked[1].messages[-1].content


def test_batches_keep_the_scale_of_their_weights() -> None:
    batches = iter([weighted({"0": 0.4, "1": 0.4}, "confidence"), weighted({"2": 0.1, "0.5": 0.1}, "confidence")])
    found = hold("vs_multi", lambda _: next(batches), k=4, batch=2)
    assert law_of(found) == pytest.approx({0.0: 0.4, 1.0: 0.4, 2.0: 0.1, 0.5: 0.1})
    assert found.repairs == ()
