from __future__ import annotations

import pytest

from tests.llm.gateways import gateway, one_call
from vs_sim.llm.backends.litellm import without_effect
from vs_sim.llm.storable_text import storable

WANTED = {"temperature": 0.7, "top_p": 0.9, "max_tokens": 100, "seed": 3}
DROPPED = [
    ("gpt-4.1", ()),
    ("gpt-5", ("temperature", "top_p")),
    ("o1", ("temperature", "top_p")),
    ("anthropic/claude-sonnet-4-20250514", ("seed",)),
    ("openai/a-model-of-ones-own", ()),
]


@pytest.mark.parametrize(("model", "dropped"), DROPPED)
def test_what_litellm_drops_in_silence_is_known(model: str, dropped: tuple[str, ...]) -> None:
    assert without_effect(model, WANTED) == dropped


@pytest.mark.parametrize(("text", "kept"), [("a", "a"), ("\ud83d\ude00", "😀"), ("\ud83d cut", "\ufffd cut")])
def test_a_text_can_be_stored(text: str, kept: str) -> None:
    assert storable(text) == kept


def test_a_reply_that_no_log_could_hold_is_mended_before_it_is_used() -> None:
    assert gateway(["\ud83d cut"]).run([one_call("a")]) == ["\ufffd cut"]
