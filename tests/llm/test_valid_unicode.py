from __future__ import annotations

import pytest

from tests.llm.gateways import gateway, one_call
from vs_sim.llm.valid_unicode import valid_unicode


@pytest.mark.parametrize(("text", "kept"), [("a", "a"), ("\ud83d\ude00", "😀"), ("\ud83d cut", "\ufffd cut")])
def test_a_text_can_be_stored(text: str, kept: str) -> None:
    assert valid_unicode(text) == kept


def test_a_reply_that_no_log_could_hold_is_mended_before_it_is_used() -> None:
    assert gateway(["\ud83d cut"]).run([one_call("a")]) == ["\ufffd cut"]
