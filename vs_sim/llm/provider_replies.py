"""A provider's chat completion becomes one reply, the same way for every backend that speaks HTTP.

Providers agree on the outline and on little else: content may be a text or a list of parts, reasoning may stand
beside it or among the parts, token counts may be anything. What is not text never becomes text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json

from vs_sim.core.finish_reason import NOT_TEXT, REASONING_ONLY, REFUSAL, ending
from vs_sim.core.message import Reply
from vs_sim.errors import BackendError
from vs_sim.llm.provider_errors import failure
from vs_sim.llm.valid_unicode import valid_unicode

MOST_TOKENS = 1_000_000_000
"""A larger count is no count."""
_TEXT = frozenset({"text", "output_text"})
_REASONING = frozenset({"thinking", "redacted_thinking", "reasoning", "reasoning_content", "summary_text"})
_REASONING_FIELDS = ("reasoning_content", "reasoning", "thinking", "reasoning_details", "thinking_blocks")
_ASIDE = frozenset({"reference", "citation", "citations"})
_MAY_LACK_TEXT = frozenset({"stop", "length", "tool_calls"})
_STATUS = re.compile(r"[1-5][0-9]{2}")


def decoded(model: str, body: bytes | str) -> Any:
    """The JSON of a reply; halves of characters, which strict readers refuse, are replaced.

    Raises:
        BackendError: It is not JSON, or JSON beyond all bounds.
    """
    try:
        return from_json(body)
    except ValueError:
        pass
    try:
        return from_json(valid_unicode(json.dumps(json.loads(body), ensure_ascii=False)))
    except (ValueError, RecursionError):
        raise _broken(model, body) from None


def reply_of(model: str, answer: Any) -> Reply:
    """The first choice of a chat completion as our reply; without price, time and form, which the caller knows.

    Args:
        model: What was asked.
        answer: The decoded JSON.

    Raises:
        BackendError: It holds no choice; or it is an error that came with status 200.
    """
    choice = _first(answer)
    if error := _error(answer) or (choice and not _is_message(choice) and _error(choice)):
        raise _stated(model, error)
    if choice is None or not _is_message(choice):
        raise _broken(model, json.dumps(answer, default=str))
    text, instead = _content(choice["message"])
    stopped = _stopped(choice)
    usage, named = answer.get("usage"), answer.get("model")
    return Reply(
        text=valid_unicode(text),
        finish_reason=instead if instead and ending(stopped) in _MAY_LACK_TEXT else stopped,
        model=named if isinstance(named, str) and named else model,
        prompt_tokens=_tokens(usage, "prompt_tokens"),
        completion_tokens=_tokens(usage, "completion_tokens"),
    )


def cached_tokens(answer: Any) -> int:
    """Tokens of the request that the provider had in its cache; 0 where it names none."""
    usage = answer.get("usage") if isinstance(answer, Mapping) else None
    details = usage.get("prompt_tokens_details") if isinstance(usage, Mapping) else None
    return _tokens(details, "cached_tokens") or 0


def stated_cost(answer: Any) -> float | None:
    """The cost in US dollars that a reply states, as those of OpenRouter do; None where it states none."""
    usage = answer.get("usage") if isinstance(answer, Mapping) else None
    cost = usage.get("cost") if isinstance(usage, Mapping) else None
    if not isinstance(cost, int | float) or isinstance(cost, bool):
        return None
    return float(cost) if 0 <= cost < math.inf else None


def has_choice(answer: Any) -> bool:
    """Whether this is a chat completion that can be read."""
    choice = _first(answer)
    return choice is not None and _is_message(choice) and not _error(answer)


def _error(answer: Any) -> Any:
    """The error that an object states; None where it has none, or an empty one as some servers send."""
    error = answer.get("error") if isinstance(answer, Mapping) else None
    return error if not isinstance(error, Mapping) or any(error.values()) else None


def _first(answer: Any) -> Mapping[str, Any] | None:
    choices = answer.get("choices") if isinstance(answer, Mapping) else None
    if isinstance(choices, list) and choices and isinstance(choices[0], Mapping):
        return choices[0]
    return None


def _is_message(choice: Mapping[str, Any]) -> bool:
    message = choice.get("message")
    return isinstance(message, Mapping) and not isinstance(message.get("content"), bool | int | float)


def _stopped(choice: Mapping[str, Any]) -> str:
    """Why the model stopped, in the provider's own word; a choice that carries an error did not end."""
    if _error(choice):
        return "error"
    reason = choice.get("finish_reason")
    return "stop" if reason is None or reason == "" else str(reason)[:80]


def _content(message: Mapping[str, Any]) -> tuple[str, str | None]:
    """What was said, and why it is no answer where it is none."""
    texts, kinds = _parts(message.get("content"))
    text = "".join(texts)
    if NOT_TEXT in kinds:
        return text, NOT_TEXT
    if text.strip():
        return text, None
    refusal = message.get("refusal")
    if REFUSAL in kinds or refusal:
        return refusal if isinstance(refusal, str) else text, REFUSAL
    if message.get("tool_calls") or message.get("function_call"):
        return text, "tool_calls"
    if REASONING_ONLY in kinds or any(message.get(field) for field in _REASONING_FIELDS):
        return text, REASONING_ONLY
    return text, None


def _parts(content: Any) -> tuple[list[str], set[str]]:
    """The texts in a message's content, and what else is in it."""
    texts: list[str] = []
    kinds: set[str] = set()
    for part in content if isinstance(content, list) else [content]:
        text, kind = _part(part)
        if text is not None:
            texts.append(text)
        if kind is not None:
            kinds.add(kind)
    return texts, kinds


def _part(part: Any) -> tuple[str | None, str | None]:
    """The text of one part, or what it is instead."""
    if part is None or isinstance(part, str):
        return part, None
    kind = part.get("type") if isinstance(part, Mapping) else ""
    if kind in _REASONING:
        return None, REASONING_ONLY
    if kind == "refusal":
        return None, REFUSAL
    if kind in _ASIDE:
        return None, None
    text = part.get("text") if isinstance(part, Mapping) and (kind is None or kind in _TEXT) else None
    if isinstance(text, Mapping):
        text = text.get("value")
    return (text, None) if isinstance(text, str) else (None, NOT_TEXT)


def _tokens(usage: Any, name: str) -> int | None:
    """A count of tokens; None where none is given that can be one."""
    count = usage.get(name) if isinstance(usage, Mapping) else None
    if isinstance(count, float) and count.is_integer():
        count = int(count)
    return count if type(count) is int and 0 <= count <= MOST_TOKENS else None


def _stated(model: str, error: Any) -> BackendError:
    """An error that came with status 200."""
    words = json.dumps(error, ensure_ascii=False, default=str)
    code = str(error.get("code") or error.get("status") or "") if isinstance(error, Mapping) else ""
    return failure(f"{model}: {words}", int(code) if _STATUS.fullmatch(code) else None)


def _broken(model: str, body: bytes | str) -> BackendError:
    words = body.decode(errors="replace") if isinstance(body, bytes) else body
    return failure(f"{model}: no answer in {words[:2000]}", None)
