from __future__ import annotations

import pytest

from vs_sim.llm.backends.litellm import without_effect

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
