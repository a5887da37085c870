"""Answers in XML-like tags: `<response><text>…</text><probability>…</probability></response>`, or attributes.

Tags are read leniently, as chat models write them: an unclosed tag ends where the next one begins, but what is
still open at the end of the text is a fragment and is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from vs_sim.elicitation.parsing.containers import Payload
from vs_sim.elicitation.parsing.field_names import scale_of
from vs_sim.elicitation.parsing.items import Item
from vs_sim.elicitation.parsing.repair import Repairs

_BLOCKS = frozenset({
    "response", "candidate", "item", "option", "reply", "utterance", "choice", "completion", "answer",
    "sample", "instance",
})  # fmt: skip
_TEXTS = frozenset({"text", "content", "message", "value", "statement", "sentence"})
_WRAPPERS = frozenset({"responses", "answers", "candidates", "options", "results", "output"})
_WEIGHTS = frozenset({
    "probability", "prob", "p", "likelihood", "confidence", "weight", "percentage", "percent", "perplexity",
    "nll", "score",
})  # fmt: skip
_NAMES = sorted(_BLOCKS | _TEXTS | _WRAPPERS | _WEIGHTS, key=len, reverse=True)
_TAG = re.compile(
    rf"<\s{{0,2}}(?P<close>/?)\s{{0,2}}(?P<name>{'|'.join(_NAMES)})(?:[\s_-]?\d{{1,3}})?(?P<attributes>(?:\s{{1,20}}[\w-]{{1,40}}"
    r"\s{0,5}=\s{0,5}(?:\"[^\"]{0,5000}\"|'[^']{0,5000}'|[^\s<>\"'/]{1,40}))*)\s{0,20}(?P<self>/?)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s<>\"'/]+))")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


@dataclass
class _Block:
    """One answer while its tags are being read."""

    attributes: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    weight: tuple[str, str] | None = None
    loose: str = ""
    """Characters that stand in the block but in no field."""

    def item(self) -> Item | None:
        """The answer, or None when it has no text."""
        weight = self.weight
        text = self.text
        for name, value in self.attributes.items():
            if weight is None and scale_of(name):
                weight = name, value
            elif text is None and name.lower() in _TEXTS | _BLOCKS:
                text = value
        content = _content(self.loose if text is None else text)
        if weight is None:
            return Item(content) if content else None
        return Item(content, unescape(weight[1]).strip(), scale_of(weight[0]) or "asked")


def _content(raw: str) -> str:
    return unescape(_CDATA.sub(lambda match: match[1], raw)).strip() if "<![" in raw else unescape(raw).strip()


class _Tagged:
    """The state of one pass over the tags of a text."""

    def __init__(self) -> None:
        self.done: list[_Block] = []
        self.block: _Block | None = None
        self.field: str | None = None
        self.cut = False

    def characters(self, raw: str) -> None:
        """Take the characters between two tags."""
        if self.block is None:
            return
        if self.field is None:
            self.block.loose += raw
        elif scale_of(self.field):
            self.block.weight = self.field, raw
        else:
            self.block.text = raw

    def start(self, name: str, attributes: dict[str, str], *, closed: bool) -> None:
        """Take an opening tag; one that repeats the open field is a closing tag without its slash."""
        if self.field == name:
            self.end(name)
            return
        if name in _WRAPPERS:
            if self.done and self.block is None:
                self.done.clear()  # a whole list written later replaces the earlier one
            return
        if name in _BLOCKS:
            self.finish()
            self.block = _Block(attributes)
            self.field = None
            if closed:
                self.finish()
        elif name in _TEXTS and (self.block is None or self.block.text is not None):
            self.finish()
            self.block, self.field = _Block(), name
        elif self.block is not None or self.done:
            self.block = self.block or self.done.pop()
            self.field = name
            if closed:  # <probability value="0.6"/>
                self.characters(next(iter(attributes.values()), ""))
                self.field = None

    def end(self, name: str) -> None:
        """Take a closing tag."""
        if name in _BLOCKS or name in _WRAPPERS:
            self.finish()
        self.field = None

    def finish(self) -> None:
        """The current answer is complete."""
        if self.block is not None:
            self.done.append(self.block)
        self.block = self.field = None


def _attributes(raw: str) -> dict[str, str]:
    return {name: double or single or plain for name, double, single, plain in _ATTRIBUTE.findall(raw)}


def _tokens(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The characters before each tag and the tag; last the characters after all tags."""
    position = 0
    for match in _TAG.finditer(text):
        yield text[position : match.start()], match
        position = match.end()
    yield text[position:], None


def tagged(text: str, repairs: Repairs) -> Payload | None:
    """The answers in the tags of a text; None when it has none.

    Args:
        text: The model's answer.
        repairs: Takes the repairs `tags` and `truncated`.
    """
    if "<" not in text:
        return None
    state = _Tagged()
    for characters, match in _tokens(text):
        if match is None:
            _last(state, characters)
            continue
        state.characters(characters)
        name = match["name"].lower()
        if match["close"]:
            state.end(name)
        else:
            state.start(name, _attributes(match["attributes"]), closed=bool(match["self"]))
    items = tuple(item for block in state.done if (item := block.item()))
    if not items:
        return None
    repairs.add("tags")
    if state.cut:
        repairs.add("truncated", "an unfinished tag was dropped")
    return Payload(items, single=False, complete=not state.cut, sure=any(item.weighted for item in items))


def _last(state: _Tagged, characters: str) -> None:
    """The end of the text: what is open is a fragment, unless both its fields were closed."""
    if state.block is None:
        return
    if state.field is None and state.block.text is not None and state.block.weight is not None:
        state.finish()
    else:
        state.cut = bool(state.field or state.block.loose.strip() or characters.strip() or state.block.text)
