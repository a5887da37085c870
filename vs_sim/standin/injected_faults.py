"""Malformed answers on demand: one fault for every deviation that the parser handles."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from vs_sim.standin.prompt_reading import AnswerClause
from vs_sim.standin.standin_options import ANSWER_FAULTS, EngineOptions

REFUSAL_TEXT = "I'm sorry, but I can't help with that request."
_KEPT = 0.6
"""Share of an answer that is left when it is truncated."""
_WRONG_SUM = 1.6
"""Factor by which wrong weights exceed the correct ones."""

_PLAIN = frozenset({"thoughts", "truncated", "refusal", "empty", "quoted", "labelled"})
"""Faults that fit an answer in plain text."""
_OBJECT = frozenset({"fence", "prose", "thoughts", "tags", "trailing_comma", "truncated", "refusal", "empty"})
_LIST = _OBJECT | {"bare_list"}
_WEIGHTED = _LIST | {"percent", "missing", "wrong_sum"}
FAULTS_BY_FORM = {"plain": _PLAIN, "object": _OBJECT, "list": _LIST, "weighted": _WEIGHTED}
"""Format of the answer to the faults that fit it."""


def drawn_fault(options: EngineOptions, clause: AnswerClause, rng: random.Random) -> str:
    """The fault of the next answer; empty for none. Each has its own rate plus its part of the general rate."""
    fits = [name for name in ANSWER_FAULTS if name in FAULTS_BY_FORM[clause.form]]
    level, below = rng.random(), 0.0
    for name in fits:
        below += options.faults.get(name, 0.0) + options.malformed / len(fits)
        if level < below:
            return name
    return ""


def with_fault(reply: str, name: str, clause: AnswerClause) -> tuple[str, str]:
    """The reply with a fault, and the finish reason."""
    if name == "truncated":
        return reply[: int(_KEPT * len(reply))], "length"
    if name in _WRITTEN:
        return _WRITTEN[name](reply), "stop"
    data = json.loads(reply)
    if not data.get("responses", True):
        return reply, "stop"
    if name == "tags":
        return _tagged(data, clause), "stop"
    return _dumped(_CHANGED[name](data, clause)), "stop"


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_WRITTEN: Mapping[str, Callable[[str], str]] = {
    "fence": lambda reply: f"```json\n{reply}\n```",
    "prose": lambda reply: f"Sure! Here is what they might say:\n\n{reply}\n\nHope that helps.",
    "thoughts": lambda reply: f"<think>\nThis person seems to be of two minds.\n</think>\n{reply}",
    "trailing_comma": lambda reply: re.sub(r"([}\]])\Z", r",\1", reply),
    "refusal": lambda reply: REFUSAL_TEXT,
    "empty": lambda reply: "",
    "quoted": _dumped,
    "labelled": lambda reply: f"Answer: {reply}",
}


def _bare(data: dict[str, Any], clause: AnswerClause) -> Any:
    return data["responses"]


def _in_percent(data: dict[str, Any], clause: AnswerClause) -> Any:
    scale = 1 if clause.percent else 100
    weights = (_weight(item, clause) for item in data["responses"])
    return _with(data, clause, [f"{round(scale * weight, 2):g}%" for weight in weights])


def _without_one(data: dict[str, Any], clause: AnswerClause) -> Any:
    first, *others = data["responses"]
    return data | {"responses": [{"text": first["text"]}, *others]}


def _too_much(data: dict[str, Any], clause: AnswerClause) -> Any:
    return _with(data, clause, [round(_WRONG_SUM * _weight(item, clause), 4) for item in data["responses"]])


_CHANGED: Mapping[str, Callable[[dict[str, Any], AnswerClause], Any]] = {
    "bare_list": _bare,
    "percent": _in_percent,
    "missing": _without_one,
    "wrong_sum": _too_much,
}


def _weight(item: Mapping[str, Any], clause: AnswerClause) -> float:
    return float(item[clause.weight])


def _with(data: dict[str, Any], clause: AnswerClause, weights: list[Any]) -> dict[str, Any]:
    items = zip(data["responses"], weights, strict=True)
    return data | {"responses": [item | {clause.weight: weight} for item, weight in items]}


def _tagged(data: dict[str, Any], clause: AnswerClause) -> str:
    if clause.form == "object":
        return f"<response>{escape(data['response'], quote=False)}</response>"
    found = []
    for item in data["responses"]:
        text = escape(item if isinstance(item, str) else item["text"], quote=False)
        weight = "" if isinstance(item, str) else f"<{clause.weight}>{item[clause.weight]}</{clause.weight}>"
        found.append(f"<response><text>{text}</text>{weight}</response>")
    return "\n".join(found)
