from __future__ import annotations

import pytest

from vs_sim.core.finish_reason import ending, finished
from vs_sim.core.message import Reply
from vs_sim.errors import Unparsed

ENDINGS = [
    ("stop", "stop"),
    ("end_turn", "stop"),
    ("STOP", "stop"),
    ("eos_token", "stop"),
    ("COMPLETE", "stop"),
    ("length", "length"),
    ("max_tokens", "length"),
    ("MAX_TOKENS", "length"),
    ("model_length", "length"),
    ("max-output-tokens", "length"),
    ("content_filter", "content_filter"),
    ("SAFETY", "content_filter"),
    ("tool_calls", "tool_calls"),
    ("error", "interrupted"),
    ("network_error", "interrupted"),
    ("abort", "interrupted"),
    ("insufficient_system_resource", "interrupted"),
    ("FINISH_REASON_UNSPECIFIED", "interrupted"),
    ("something new", "interrupted"),
    ("", "interrupted"),
]


@pytest.mark.parametrize(("word", "meaning"), ENDINGS)
def test_every_providers_word_has_one_meaning(word: str, meaning: str) -> None:
    assert ending(word) == meaning


@pytest.mark.parametrize(("word", "meaning"), ENDINGS)
def test_only_a_normal_end_or_a_cut_one_is_read(word: str, meaning: str) -> None:
    reply = Reply("half a sentence", finish_reason=word)
    if meaning in ("stop", "length"):
        assert finished(reply) == meaning
        return
    with pytest.raises(Unparsed) as caught:
        finished(reply)
    assert caught.value.reason == meaning
