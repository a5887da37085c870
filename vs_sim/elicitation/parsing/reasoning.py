"""Dropping what a model thought aloud before it answered."""

from __future__ import annotations

import re
from typing import NamedTuple

from vs_sim.elicitation.parsing.repair import Repairs

_NAMES = r"think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis"
_TAG = re.compile(rf"<(/?)\s{{0,5}}({_NAMES})\s{{0,5}}>|\[(/?)(THINK)\]|◁(/?)(think)▷", re.IGNORECASE)
_UNCLOSED = frozenset(("think", "thinking"))
"""Tags that no answer goes on inside of: all that follows an unclosed one is thought."""
_FINAL_CHANNEL = re.compile(r"<\|channel\|>final[^<]{0,40}<\|message\|>")
_SPECIAL = re.compile(r"<\|(?:im_end|end|return|eot_id|endoftext|end_of_turn)\|>\s*$")
_INVISIBLE = "\ufeff\u200b\u2060"


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    closing: bool


def without_reasoning(text: str, repairs: Repairs) -> str:
    """The answer alone: no byte-order mark, no `<think>…</think>`, nothing before an orphan closing tag.

    What follows a `<think>` that is never closed is thought as well, so nothing of it is left.
    """
    if text[:1] in _INVISIBLE and text.strip(_INVISIBLE) != text:
        repairs.add("byte_order_mark")
        text = text.strip(_INVISIBLE)
    if "<|" in text:
        text = _final_channel(text, repairs)
    kept = _outside(text)
    if kept != text:
        repairs.add("reasoning_dropped")
    return kept.strip()


def _final_channel(text: str, repairs: Repairs) -> str:
    """The message of the last channel marked final, without the tokens that end a turn."""
    marks = list(_FINAL_CHANNEL.finditer(text))
    shorter = _SPECIAL.sub("", text[marks[-1].end() :] if marks else text)
    if shorter != text:
        repairs.add("reasoning_dropped" if marks else "end_token")
    return shorter


def _outside(text: str) -> str:
    """The text outside all reasoning tags."""
    tags = [_Tag(m.start(), m.end(), _name(m), bool(m[1] or m[3] or m[5])) for m in _TAG.finditer(text)]
    last_close = {tag.name: tag.start for tag in tags if tag.closing}
    kept: list[str] = []
    position, opened = 0, ""
    for tag in tags:
        if tag.closing and opened == tag.name:
            position, opened = tag.end, ""
        elif tag.closing and not opened and tag.name in _UNCLOSED:
            kept.clear()  # an orphan closing tag: all before it was thought
            position = tag.end
        elif not tag.closing and not opened and (tag.name in _UNCLOSED or last_close.get(tag.name, 0) > tag.end):
            kept.append(text[position : tag.start])
            opened = tag.name
    return "".join(kept) if opened else "".join(kept) + text[position:]


def _name(tag: re.Match[str]) -> str:
    return str(tag[2] or tag[4] or tag[6]).lower()
