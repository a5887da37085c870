"""Anthropic's messages: a request as it goes over the wire, and a message as a chat completion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vs_sim.core.message import Request

ADDRESS = "https://api.anthropic.com/v1"
KEY = "ANTHROPIC_API_KEY"
VERSION = "2023-06-01"
USUAL_LIMIT = 4096
"""Tokens of the longest answer where the entry names none; Anthropic wants a number."""
_TAKEN = ("temperature", "top_p", "max_tokens")


def message_body(name: str, request: Request, sampling: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The body of a request, and the parameters that Anthropic does not take.

    Args:
        name: The model as Anthropic knows it.
        request: What is asked.
        sampling: The parameters of the entry, and the seed.
    """
    system = "\n\n".join(message.content for message in request.messages if message.role == "system")
    said = [
        {"role": message.role, "content": message.content} for message in request.messages if message.role != "system"
    ]
    sent = {name: sampling[name] for name in _TAKEN if name in sampling}
    body = {"model": name, "max_tokens": USUAL_LIMIT, **sent, "messages": said}
    return body | ({"system": system} if system else {}), tuple(sorted(set(sampling) - set(_TAKEN)))


def as_completion(message: Any) -> Any:
    """A message in the outline of a chat completion; what is no message stays as it is."""
    if not isinstance(message, Mapping) or message.get("type") != "message":
        return message
    usage = message.get("usage")
    usage = usage if isinstance(usage, Mapping) else {}
    cached, written = (usage.get(f"cache_{what}_input_tokens") or 0 for what in ("read", "creation"))
    prompt = usage.get("input_tokens")
    return {
        "model": message.get("model"),
        "choices": [{"finish_reason": message.get("stop_reason"), "message": {"content": message.get("content")}}],
        "usage": {
            "prompt_tokens": prompt + cached + written if isinstance(prompt, int) else None,
            "completion_tokens": usage.get("output_tokens"),
            "prompt_tokens_details": {"cached_tokens": cached},
        },
    }
