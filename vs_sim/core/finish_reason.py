"""Why a model stopped: only a normal end makes a whole answer.

Every provider has its own words. Those that are known are sorted here; one that is not known counts as no normal end,
so that half an answer is never taken for a whole one.
"""

from __future__ import annotations

from typing import Final

from vs_sim.core.message import Reply
from vs_sim.errors import Unparsed

REASONING_ONLY: Final = "reasoning_only"
"""The reply holds reasoning and no answer."""
REFUSAL: Final = "refusal"
"""The reply holds a refusal in the field that providers have for it."""
NOT_TEXT: Final = "not_text"
"""The reply holds parts that are no text."""
INTERRUPTED: Final = "interrupted"
"""The provider stopped for a reason that is no normal end."""

_NORMAL = (
    "stop",
    "stop_sequence",
    "end_turn",
    "eos",
    "eos_token",
    "end_of_text",
    "endoftext",
    "complete",
    "completed",
    "finish",
    "finished",
    "done",
    "normal",
)
_CUT = (
    "length",
    "max_tokens",
    "max_output_tokens",
    "max_new_tokens",
    "max_length",
    "model_length",
    "token_limit",
    "model_context_window_exceeded",
    "context_length_exceeded",
    "continuation",
    "compaction",
    "pause_turn",
    "incomplete",
    "not_finished",
)
_FILTERED = (
    "content_filter",
    "content_filtered",
    "filtered",
    "safety",
    "recitation",
    "language",
    "blocklist",
    "prohibited_content",
    "spii",
    "image_safety",
    "escalation",
    "sensitive",
    "guardrail_intervened",
    "error_toxic",
)
_TOOLS = ("tool_calls", "tool_call", "tool_use", "function_call")
_OWN = (REASONING_ONLY, REFUSAL, NOT_TEXT)
_ENDINGS: Final = {
    **dict.fromkeys(_NORMAL, "stop"),
    **dict.fromkeys(_CUT, "length"),
    **dict.fromkeys(_FILTERED, "content_filter"),
    **dict.fromkeys(_TOOLS, "tool_calls"),
    **{name: name for name in _OWN},
}


def ending(finish_reason: str) -> str:
    """What a provider's finish reason means, whatever its spelling.

    Returns:
        `stop` (a normal end), `length`, `content_filter`, `tool_calls`, `reasoning_only`, `refusal`, `not_text`, or
        `interrupted` for every other reason, known or not.
    """
    name = finish_reason.strip().casefold().replace("-", "_").replace(" ", "_")
    return _ENDINGS.get(name, INTERRUPTED)


def finished(reply: Reply) -> str:
    """`stop` or `length`: how an answer ended that may be read.

    Raises:
        Unparsed: The reply did not end in a way that leaves an answer; its reason is what `ending` says.
    """
    how = ending(reply.finish_reason)
    if how not in ("stop", "length"):
        raise Unparsed(how, reply.text, detail=f"finish_reason {reply.finish_reason!r}")
    return how
