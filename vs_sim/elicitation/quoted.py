"""Where a quoted string really ends when a model forgot to escape: at the quote that structure follows.

A quote inside a text is followed by more text, the closing one by a comma and a key, a bracket, or the end.
What stands between the delimiters is kept as it is; only escapes are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

CLOSERS: dict[str, str] = {
    '"': '"', "“": "”“\"", "”": "”\"", "„": "“”\"", "'": "'", "‘": "’‘'", "’": "’'", "`": "`", "«": "»",
    "「": "」", "『": "』", "＂": "＂",
}  # fmt: skip
"""Every quote that may open a string, and those that may close it."""
QUOTES = "".join(CLOSERS)
Place = Literal["key", "value", "element"]

_STOPS = {opener: re.compile(f"[{re.escape(closers)}\\\\]") for opener, closers in CLOSERS.items()}
_NAMED = r"""(?:["“”'‘`＂「][^"“”＂」\n]{1,200}?["”“'’`＂」]|[\w$][\w $.\-]{0,60}["”']?)\s*[:：=]"""
_KNOWN = r"text|response|utterance|answer|reply|probability|prob|likelihood|confidence|nll|perplexity|percentage"
_END = r"\Z|```|//|#|/\*"
_AFTER: dict[Place, re.Pattern[str]] = {
    "key": re.compile(r"\s*(?:[:：=]|[,，}｝])"),
    "value": re.compile(
        rf"""\s*(?:[}}｝\]］]|[,，;；]\s*(?:{_NAMED}|["“](?:{_KNOWN})["”]\s|[}}｝\]］]|\.\.\.|…|{_END})|{_END}|\n?\s*["“][^"“”\n]{{1,60}}["”]\s*[:：])"""
    ),
    "element": re.compile(
        rf"""\s*(?:[\]］}}｝]|[,，;；]\s*(?:[{QUOTES}{{｛\[［(\])\d.+\-…]|null|true|false|None|True|False|{_END})|{_END})|\s+["“{{｛]"""
    ),
}
_IN_TUPLE = re.compile(r"\s*\)")
_FIELD = re.compile(rf"""["“”']\s*(?:{_KNOWN})["”']\s*[:：]""", re.IGNORECASE)
_STRUCTURE = re.compile(r"""["”]\s*[:：]\s*["“\d.\[{]|[}\]]\s*[,，]\s*[{\["]|\{\s*["“]""")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.)|\Z)", re.DOTALL)
_PLAIN = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A string as found.

    Attributes:
        content: The text between the quotes, escapes read.
        end: The position after the closing quote.
        repairs: The kinds of everything that was not strict JSON; `broken_quotes` means that the content has
            swallowed structure, so that nobody can tell where the text ends.
    """

    content: str
    end: int
    repairs: tuple[str, ...]


def quoted(text: str, start: int, place: Place, *, in_tuple: bool = False) -> Quoted | None:
    """The string that opens at `start`, a position of one of `QUOTES`; None when it is cut off.

    Args:
        text: The model's answer.
        start: Where the opening quote stands.
        place: What the string is: a key, the value of a key, or an element of a list.
        in_tuple: Whether a round bracket may follow.
    """
    stops, first, inner = _STOPS[text[start]], -1, False
    position = start + 1
    while match := stops.search(text, position):
        at = match.start()
        if text[at] == "\\":
            position = at + 2
            continue
        if _AFTER[place].match(text, at + 1) or (in_tuple and _IN_TUPLE.match(text, at + 1)):
            return _finish(text, start, at, ["unescaped_quote"] if inner else [])
        if place == "value" and _FIELD.match(text, at):
            return _unclosed(text, start, at)
        first = at if first < 0 else first
        inner, position = True, at + 1
    return None if first < 0 else _finish(text, start, first, ["missing_comma"])


def _unclosed(text: str, start: int, at: int) -> Quoted:
    """A string whose closing quote is missing: it ends where the next field begins."""
    content = text[start + 1 : at].rstrip().rstrip(",，").rstrip()
    return Quoted(unescaped(content)[0], at, ("missing_quote", *_broken(content)))


def _finish(text: str, start: int, at: int, repairs: list[str]) -> Quoted:
    opener, raw = text[start], text[start + 1 : at]
    if opener in "'‘’`":
        repairs.append("single_quotes")
    elif opener != '"':
        repairs.append("typographic_quotes")
    if "\n" in raw:
        repairs.append("raw_newline")
    content, odd = unescaped(raw)
    if odd and opener == '"':
        repairs.append("bad_escape")
    if "unescaped_quote" in repairs:
        repairs.extend(_broken(raw))
    return Quoted(content, at + 1, tuple(repairs))


def _broken(raw: str) -> tuple[str, ...]:
    return ("broken_quotes",) if _STRUCTURE.search(raw) else ()


def unescaped(raw: str) -> tuple[str, bool]:
    r"""A string's content with its escapes read, and whether any of them was not JSON's (`\$`, `\'`)."""
    if "\\" not in raw:
        return raw, False
    odd = False

    def read(match: re.Match[str]) -> str:
        nonlocal odd
        code = match[1] or match[2]
        letter = match[3] or ""
        odd = odd or bool(match[2]) or not (match[1] or letter in '"\\/bfnrt')
        return chr(int(code, 16)) if code else _PLAIN.get(letter, letter)

    content = _ESCAPE.sub(read, raw)
    return joined_surrogates(content), odd


def joined_surrogates(content: str) -> str:
    r"""Two halves of one character (`\ud83d\ude00`) joined; a half alone becomes U+FFFD, which can be stored."""
    if content.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in content):
        return content
    return content.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
