"""Answers in tags, as a chat form of the same request asks for them.

`<response><text>…</text><probability>…</probability></response>`, or the weight as an attribute of the response.
Every block must be complete: one that is cut off is lost.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

from vs_sim.elicitation.parsing.repair import Unusable
from vs_sim.elicitation.parsing.tolerant_json import Record, record

MOST_BLOCKS = 200
_OPEN = re.compile(r"<response(?=[\s>])", re.IGNORECASE)
_BLOCK = re.compile(
    r"<response((?:\s{1,20}[\w-]{1,40}\s{0,5}=\s{0,5}(?:\"[^\"]{0,5000}\"|'[^']{0,5000}'))*)\s{0,20}>(.*?)</response\s{0,5}>",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FIELD = re.compile(r"<(\w{1,40})>(.*?)</\1\s{0,5}>", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def tagged_records(text: str) -> list[dict[str, object]]:
    """The blocks of a text as objects; empty when it has none.

    Args:
        text: The model's answer.

    Raises:
        Unusable: The blocks do not explain the tags of the text.
    """
    opened = len(_OPEN.findall(text))
    if not opened or opened > MOST_BLOCKS or "</response" not in text.lower():
        return []
    blocks = list(_BLOCK.finditer(text))
    if any(_OPEN.search(block[2]) for block in blocks):
        raise Unusable("ambiguous")
    last = blocks[-1].end() if blocks else 0
    fragments = len(_OPEN.findall(text, last))
    if len(blocks) + fragments != opened or fragments > 1:
        raise Unusable("ambiguous")
    between = [text[a.end() : b.start()] for a, b in pairwise(blocks)]
    if any(re.search(r"[^\W\d_]", part) for part in between):
        raise Unusable("ambiguous")
    return [*map(_record, blocks), *[Record((), cut=True)] * fragments]


def _record(block: re.Match[str]) -> dict[str, object]:
    fields: list[tuple[str, object]] = [
        (name.lower(), unescape(double or single)) for name, double, single in _ATTRIBUTE.findall(block[1])
    ]
    inner = _FIELD.findall(block[2])
    if inner:
        if re.search(r"\w", _FIELD.sub("", block[2])):
            raise Unusable("ambiguous")
        fields += [(name.lower(), _content(raw)) for name, raw in inner]
    else:
        fields.append(("text", _content(block[2])))
    return record(fields)


def _content(raw: str) -> str:
    return unescape(_CDATA.sub(lambda match: match[1], raw)).strip()
