"""Values and keys without quotes: numbers, literals and words, ended by what follows them."""

from __future__ import annotations

import re

from vs_sim.elicitation.parsing.quoted_strings import Place

_KEYED = r"[\w$][\w $.\-]{0,60}[\"”']?\s*(?:=>|[:：=])"
_NAME = re.compile(r"([\w$][\w $.\-]{0,80}?)[\"”'“]?\s*(?:=>|[:：=])")
_KNOWN = r"text|response|utterance|answer|reply|probability|prob|likelihood|confidence|percentage|perplexity|nll"
_HALF_QUOTED = re.compile(
    rf"[\"'“‘]?\s*({_KNOWN})\s*(?:[\"'”’]\s+(?=[\"'“\d.\[{{])|(?:=>|[:：=])(?=\s*[\"'“\[{{]))", re.IGNORECASE
)
_STOP = r",，}｝\]］\n`{\["
_VALUE = re.compile(rf"[^{_STOP}]*(?:[,，](?!\s*(?:[\"“'}}｝\]］]|\Z|{_KEYED}))[^{_STOP}]*)*")
_ELEMENT = re.compile(r"[^,，\]］}｝\n`{\[\"“]+")
_IN_TUPLE = re.compile(r"[^,，\]］}｝)\n`{\[\"“]+")
_PLAIN = re.compile(
    r"(-?(?:0|[1-9]\d{0,300})(?:\.\d{1,300})?(?:[eE][+-]?\d{1,4})?|true|false|null)"
    r"(?=\s*(?:[}\]\n]|,(?!\d)|//|#|/\*)|\s+[\"“])"
)
_NUMBER = re.compile(r"[+-]?(?:\d{1,300}(?:\.\d{1,300})?|\.\d{1,300})(?:[eE][+-]?\d{1,4})?")
_COMMENT = re.compile(r"\s(?://|#)|/\*")
_LITERALS: dict[str, object] = {
    "true": True, "false": False, "null": None, "none": None, "undefined": None, "nan": None,
}  # fmt: skip


class Bare(str):
    """A value written without quotes."""


def name_at(text: str, position: int) -> tuple[str, int] | None:
    """A key without quotes, and the position after its colon."""
    match = _NAME.match(text, position)
    return (match[1].strip(), match.end()) if match else None


def half_quoted_at(text: str, position: int) -> tuple[str, int] | None:
    """A known field's name that lacks a quote or its colon (`"text: "Yes"`), and the position after it."""
    match = _HALF_QUOTED.match(text, position)
    return (match[1], match.end()) if match else None


def token_at(text: str, position: int, place: Place) -> tuple[str, int] | None:
    """The token that stands at a position and the position after it."""
    if match := _PLAIN.match(text, position):
        return match[1], match.end()
    pattern = {"value": _VALUE, "tuple": _IN_TUPLE}.get(place, _ELEMENT)
    found = None if text.startswith("\\", position) else pattern.match(text, position)
    return (_COMMENT.split(found[0])[0].strip(), found.end()) if found else None


def literal(token: str) -> tuple[object, str | None]:
    """What a token means, a number, a literal or else its own words, and the repair that took."""
    if not token:
        return None, "missing_value"
    if token in ("true", "false", "null"):
        return _LITERALS[token], None
    if token.casefold() in _LITERALS:
        return _LITERALS[token.casefold()], "literal"
    if _NUMBER.fullmatch(token):
        strict = _PLAIN.match(token + "}")
        number = float(token) if re.search("[.eE]", token) else int(token)
        return number, None if strict and strict.end() == len(token) else "number_form"
    return Bare(token.rstrip("\"”'")), "bare_value"
