"""The one response that stands beside the reasoning, as a chain-of-thought prompt asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from vs_sim.elicitation.parsing.candidates import Unusable, text_as_written
from vs_sim.elicitation.parsing.field_names import bare, role_of
from vs_sim.elicitation.parsing.items import is_cut, is_scalar, text_of
from vs_sim.elicitation.parsing.parse_budget import Fuel, OutOfFuel
from vs_sim.elicitation.parsing.payload import OPENER, read_value, strict
from vs_sim.elicitation.parsing.repair import Repairs

_NAMES = (
    "response", "finalresponse", "finalanswer", "answer", "reply", "utterance", "responsetext", "text",
    "回答", "回复",
)  # fmt: skip
_LISTS = ("responses", "answers", "candidates", "replies")
_THOUGHTS = ("reason", "thought", "think", "analysis", "rationale", "explanation")
_TAGS = ("response", "answer", "reply", "utterance", "final_answer", "final")
_LABEL = re.compile(
    r"^[ \t]{0,10}[*_#]{0,3} ?(?:final )?(?:response|answer|reply)[*_]{0,3} {0,3}[:：][*_]{0,3}\s{0,5}(.+)\Z",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_REASONED = re.compile(r"\s{0,10}[*_#]{0,3} ?(?:reasoning|thoughts?|analysis)[*_]{0,3} {0,3}[:：]", re.IGNORECASE)
MAX_WRAPPERS = 6
"""How many containers around the response are opened."""
_NOTHING = object()


def response(text: str, fuel: Fuel, repairs: Repairs) -> str | None:
    """The response of an answer; None when it holds none.

    Args:
        text: The model's answer without its tagged reasoning.
        fuel: What reading may cost.
        repairs: Takes every repair by name.

    Raises:
        Unusable: `no_candidates` when the response is empty, `several_answers` when there is more than one.
        TooDeep, RecursionError: Containers are nested deeper than any answer's.
    """
    best: tuple[object, Repairs] | None = None
    for node, noted in _values(text, fuel):
        found = _in(node, fuel)
        if found is not _NOTHING and (best is None or not is_cut(node)):
            best = found, noted
        if "truncated" in noted:
            repairs.add("truncated")
    if best:
        repairs.absorb(best[1])
        return _checked(best[0])
    for kind, read in (("tags", _tagged), ("lines", _labelled)):
        words = read(text)
        if words is not None:
            repairs.add(kind)
            return _checked(words)
    return None


def _checked(found: object) -> str:
    text = text_as_written(found)
    if not text:
        raise Unusable("no_candidates")
    return text


def _values(text: str, fuel: Fuel) -> Iterator[tuple[object, Repairs]]:
    """The structured values of a text, with what it took to read each."""
    try:
        yield strict(text), Repairs()
        return
    except ValueError:
        position = 0
    try:
        while opener := OPENER.search(text, position):
            noted = Repairs()
            node, end = read_value(text, opener.start(), fuel, noted)
            yield node, noted
            position = end if "truncated" not in noted or node else opener.end()
    except OutOfFuel:
        return


def _in(node: object, fuel: Fuel, depth: int = 0) -> object:
    """The response inside a value; `_NOTHING` when it holds none."""
    if depth > MAX_WRAPPERS:
        return _NOTHING
    if isinstance(node, str) and node.lstrip()[:1] in ("{", "["):
        inside = [_in(inner, fuel, depth + 1) for inner, _ in _values(node, fuel)]
        return next((found for found in reversed(inside) if found is not _NOTHING), _NOTHING)
    if isinstance(node, list):
        parts = [_in(part, fuel, depth + 1) for part in node if isinstance(part, dict)]
        return _only([part for part in parts if part is not _NOTHING])
    if not isinstance(node, dict) or any(role_of(key) == "error" and value for key, value in node.items()):
        return _NOTHING
    return _in_record(node, fuel, depth)


def _in_record(record: Mapping[str, object], fuel: Fuel, depth: int) -> object:
    named = {bare(key): value for key, value in record.items()}
    for name in _NAMES:
        if name in named:
            value = named[name]
            nested = value if is_scalar(value) else _in(value, fuel, depth + 1)
            return _unwrapped(nested, fuel, depth)
    for name in _LISTS:
        value = named.get(name)
        if isinstance(value, list):
            return _only([part if is_scalar(part) else _in(part, fuel, depth + 1) for part in value])
    if any(name.startswith(_THOUGHTS) for name in named):
        holds, text = text_of(record, guess=True)
        if holds:
            return text
    inner = [found for value in record.values() if (found := _in(value, fuel, depth + 1)) is not _NOTHING]
    return inner[-1] if inner else _NOTHING


def _unwrapped(value: object, fuel: Fuel, depth: int) -> object:
    """A response that is itself the whole object once more, as a string."""
    if isinstance(value, str) and value.lstrip()[:1] == "{":
        inner = _in(value, fuel, depth + 1)
        return value if inner is _NOTHING else inner
    return value


def _only(found: list[object]) -> object:
    """The only one of several responses.

    Raises:
        Unusable: There is more than one.
    """
    if len(found) > 1:
        raise Unusable("several_answers")
    return found[0] if found else _NOTHING


def _tagged(text: str) -> str | None:
    """The content of the last closed response tag."""
    lowered = text.lower()
    if len(lowered) != len(text):
        return None
    ends = [(lowered.rfind(f"</{name}>"), name) for name in _TAGS]
    end, name = max(ends)
    start = lowered.rfind(f"<{name}>", 0, end) if end >= 0 else -1
    return unescape(text[start + len(name) + 2 : end]) if start >= 0 else None


def _labelled(text: str) -> str | None:
    """What stands behind the last label `Response:`, where the text began with a label `Reasoning:`."""
    if not _REASONED.match(text):
        return None
    labels = list(_LABEL.finditer(text))
    return labels[-1][1] if labels else None
