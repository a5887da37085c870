from __future__ import annotations

from vs_sim.core.standin_notice import STANDIN_NOTICE


def test_the_notice_says_that_no_model_answered_and_that_it_is_no_evidence() -> None:
    assert "no language model" in STANDIN_NOTICE
    assert "Nothing here is evidence about people" in STANDIN_NOTICE
