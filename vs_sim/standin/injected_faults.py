"""Answers that do not keep to the form: one fault for every kind of the parser's contract, on demand."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from vs_sim.standin.prompt_reading import Clause
from vs_sim.standin.standin_options import ANSWER_FAULTS, Options

REFUSAL = "I'm sorry, but I can't help with that request."
KEPT = 0.6
"""How much of an answer is left where it is cut off."""
TOO_MUCH = 1.6
"""What wrong weights sum to, as a multiple of the right ones."""

PLAIN = frozenset({"thoughts", "truncated", "refusal", "empty", "quoted", "labelled"})
"""What can happen to an answer in plain text."""
OBJECT = frozenset({"fence", "prose", "thoughts", "tags", "trailing_comma", "truncated", "refusal", "empty"})
LIST = OBJECT | {"bare_list"}
WEIGHTED = LIST | {"percent", "missing", "wrong_sum"}
FITS = {"plain": PLAIN, "object": OBJECT, "list": LIST, "weighted": WEIGHTED}
"""Form of the answer to the faults it can have."""


def fault(options: Options, clause: Clause, rng: random.Random) -> str:
    """The fault of the next answer, empty for none: each at its own rate, and its part of the general one."""
    fits = [name for name in ANSWER_FAULTS if name in FITS[clause.form]]
    level, below = rng.random(), 0.0
    for name in fits:
        below += options.faults.get(name, 0.0) + options.malformed / len(fits)
        if level < below:
            return name
    return ""


def spoiled(reply: str, name: str, clause: Clause) -> tuple[str, str]:
    """The reply with a fault, and the reason why the model stopped."""
    if name == "truncated":
        return reply[: int(KEPT * len(reply))], "length"
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
    "refusal": lambda reply: REFUSAL,
    "empty": lambda reply: "",
    "quoted": _dumped,
    "labelled": lambda reply: f"Answer: {reply}",
}


def _bare(data: dict[str, Any], clause: Clause) -> Any:
    return data["responses"]


def _in_percent(data: dict[str, Any], clause: Clause) -> Any:
    scale = 1 if clause.percent else 100
    weights = (_weight(item, clause) for item in data["responses"])
    return _with(data, clause, [f"{round(scale * weight, 2):g}%" for weight in weights])


def _without_one(data: dict[str, Any], clause: Clause) -> Any:
    first, *others = data["responses"]
    return data | {"responses": [{"text": first["text"]}, *others]}


def _too_much(data: dict[str, Any], clause: Clause) -> Any:
    return _with(data, clause, [round(TOO_MUCH * _weight(item, clause), 4) for item in data["responses"]])


_CHANGED: Mapping[str, Callable[[dict[str, Any], Clause], Any]] = {
    "bare_list": _bare,
    "percent": _in_percent,
    "missing": _without_one,
    "wrong_sum": _too_much,
}


def _weight(item: Mapping[str, Any], clause: Clause) -> float:
    return float(item[clause.weight])


def _with(data: dict[str, Any], clause: Clause, weights: list[Any]) -> dict[str, Any]:
    items = zip(data["responses"], weights, strict=True)
    return data | {"responses": [item | {clause.weight: weight} for item, weight in items]}


def _tagged(data: dict[str, Any], clause: Clause) -> str:
    if clause.form == "object":
        return f"<response>{escape(data['response'], quote=False)}</response>"
    found = []
    for item in data["responses"]:
        text = escape(item if isinstance(item, str) else item["text"], quote=False)
        weight = "" if isinstance(item, str) else f"<{clause.weight}>{item[clause.weight]}</{clause.weight}>"
        found.append(f"<response><text>{text}</text>{weight}</response>")
    return "\n".join(found)
