"""Whether the reading of damaged JSON is the only one that explains the text.

Damage leaves open where a text ends. A reading counts only if every word of the value is in it, if no text in it holds
what might be a field, and if its fields are all the places where their names stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from vs_sim.elicitation.parsing.json_values import FoundValue
from vs_sim.elicitation.parsing.key_names import bare, scale_of
from vs_sim.elicitation.parsing.quoted_strings import unescaped
from vs_sim.elicitation.parsing.tolerant_json import Record

_NOT_LETTER = re.compile(r"[\W\d_]+")
_LITERAL = re.compile(r"\b(?:true|false|null|none|nan|undefined)\b", re.IGNORECASE)
_FIELD_LIKE = re.compile(
    r"[\"“”]\s*[:：]|[\"“”]\s*[\"“”]|[\"“”]\s*[,，]\s*[\"“{}\[\]]|[\"“”]\s*[}\]]|[{\[,，]\s*[\"“]\w{1,40}[\"”]?\s*[:：]"
)
_COMMENT = re.compile(r"//[^\n]*|#[^\n]*|/\*.*?\*/", re.DOTALL)
_NAMES = ("text", "response", "responses", "reasoning")
UNCERTAIN = frozenset({"broken_quotes", "missing_value"})


def explains(found: FoundValue, text: str) -> bool:
    """Whether a tolerant reading accounts for all of a value, in one way only.

    Args:
        found: A damaged value as read.
        text: The text that it stands in.
    """
    if any(kind in found.repairs for kind in UNCERTAIN):
        return False
    span = text[found.start : found.end]
    if "comment" in found.repairs:
        if any(re.search(r"[{}\[\]\"“”]", comment) for comment in _COMMENT.findall(span)):
            return False
        span = _COMMENT.sub(" ", span)
    written, read = _letters(unescaped(span)[0]), _letters(" ".join(_words(found.node)))
    whole = written.startswith(read) if "truncated" in found.repairs else written == read
    return whole and not _doubtful(found) and _all_named(found, span)


def _doubtful(found: FoundValue) -> bool:
    """Whether quotes inside the texts may be the ends of them."""
    if not any(kind in found.repairs for kind in ("unescaped_quote", "missing_quote", "bare_value")):
        return False
    unread = "bare_value" in found.repairs  # nobody knows whether its escapes are meant as such
    return any(
        _FIELD_LIKE.search(text) or _unpaired(text) or (unread and "\\" in text) for text in _strings(found.node)
    )


def _unpaired(text: str) -> bool:
    """Whether a text has a mark too many, which may belong to what stands around it."""
    if text[:1] in tuple(":,]}\\") or any(text.count(a) != text.count(b) for a, b in ("[]", "{}")):
        return True
    return '\\"' in text or sum(letter in '"“”„' for letter in text) % 2 == 1


def _all_named(found: FoundValue, span: str) -> bool:
    """Whether the names of the fields stand in the value as often as the reading has fields of them.

    The field in which a value breaks off has a name, but no value.
    """
    keys, spare = list(_keys(found.node)), int("truncated" in found.repairs)
    for name in {key for key in keys if bare(key) in _NAMES or scale_of(bare(key))}:
        mentions = re.findall(rf"(?<!\w){re.escape(name)}(?!\w)\W{{0,3}}?\s*(?:=>|[:：=])", span)
        if not 0 <= len(mentions) - keys.count(name) <= spare:
            return False
    return True


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", _LITERAL.sub("", text)).casefold()


def _pairs(record: Mapping[str, object]) -> Sequence[tuple[str, object]]:
    return record.pairs if isinstance(record, Record) else tuple(record.items())


def _words(node: object) -> Iterator[str]:
    """Every key and every value, in order."""
    if isinstance(node, Mapping):
        for key, value in _pairs(node):
            yield key
            yield from _words(value)
    elif isinstance(node, list):
        for value in node:
            yield from _words(value)
    else:
        yield str(node)


def _keys(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in _pairs(node):
            yield key
            yield from _keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from _keys(value)


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        for _, value in _pairs(node):
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)
    elif isinstance(node, str):
        yield node
