"""Where a quoted string really ends when a model forgot to escape: at the quote that structure follows.

A quote inside a text is followed by more text, the closing one by a comma and a key, a bracket, or the end.
What stands between the delimiters is kept as it is; only escapes are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from vs_sim.elicitation.parsing.parse_budget import Fuel

CLOSERS: dict[str, str] = {
    '"': '"', "“": "”“\"", "”": "”\"", "„": "“”\"", "'": "'", "‘": "’‘'", "’": "’'", "`": "`", "«": "»",
    "「": "」", "『": "』", "＂": "＂",
}  # fmt: skip
"""Every quote that may open a string, and those that may close it."""
QUOTES = "".join(CLOSERS)
Place = Literal["key", "value", "element", "tuple"]
"""What stands at a position: a key, the value of a key, an element of a list or of a tuple."""

REJECTED = 40
"""What a quote costs that is not the closing one: the look ahead that showed it."""

_STOPS = {opener: re.compile(f"[{re.escape(closers)}\\\\]") for opener, closers in CLOSERS.items()}
_NAMED = (
    r"""(?:"(?:[^"\\\n]|\\.){0,400}"|["“”'‘`＂「][^"“”＂」\n]{0,400}?["”“'’`＂」]|"""
    r"""[\w$][\w $.\-]{0,60}["”']?)\s*[:：=]"""
)
_KNOWN = r"text|response|utterance|answer|reply|probability|prob|likelihood|confidence|nll|perplexity|percentage"
_END = r"\Z|```|//|#|/\*"
_START = rf"""[{QUOTES}{{｛\[［(\])\d.+\-…]|null|true|false|None|True|False|{_END}"""
_AFTER: dict[Place, re.Pattern[str]] = {
    "key": re.compile(r"\s*(?:[:：=]|[,，}｝])"),
    "value": re.compile(
        rf"""\s*(?:[}}｝\]］]|(?:[,，;；]\s*){{1,3}}(?:{_NAMED}|["“](?:{_KNOWN})["”]\s|[{{}}｛｝\]］]|\.\.\.|…|{_END})|{_END}|"""
        r"""["“][^"“”\n]{1,60}["”]\s*[:：])"""
    ),
    "element": re.compile(rf"""\s*(?:[\]］}}｝]|(?:[,，;；]\s*){{1,3}}(?:{_START})|{_END})|\s+["“{{｛]"""),
    "tuple": re.compile(rf"""\s*(?:[\]］}}｝)]|(?:[,，;；]\s*){{1,3}}(?:{_START})|{_END})|\s+["“{{｛]"""),
}
_FIELD = re.compile(rf"""["“”']\s*(?:{_KNOWN})["”']\s*[:：]""", re.IGNORECASE)
_STRUCTURE = re.compile(r"""["”]\s*[:：]\s*["“\d.\[{]|["”}\]]\s*[,，]\s*[{\[]|[}\]]\s*[,，]\s*"|\{\s*["“]""")
_SEPARATED = re.compile(r"""(?:["'”]|^)\s*[,，]\s*["“]""")
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


def quoted(text: str, start: int, place: Place, fuel: Fuel) -> Quoted | None:
    """The string that opens at `start`, a position of one of `QUOTES`; None when it is cut off.

    Args:
        text: The model's answer.
        start: Where the opening quote stands.
        place: What the string is; it decides what may follow its closing quote.
        fuel: Pays for the characters, and for every quote that turns out not to be the closing one.

    Raises:
        OutOfFuel: The text is too costly.
    """
    stops, first, inner = _STOPS[text[start]], -1, False
    position = start + 1
    while match := stops.search(text, position):
        at = match.start()
        if text[at] == "\\":
            position = at + 2
            continue
        if _AFTER[place].match(text, at + 1):
            fuel.burn(at + 1 - start)
            return _finish(text, start, at, place, ["unescaped_quote"] if inner else [])
        if place == "value" and _FIELD.match(text, at):
            return _unclosed(text, start, at)
        first = at if first < 0 else first
        inner, position = True, at + 1
        fuel.burn(REJECTED)
    fuel.burn(len(text) - start)
    return None if first < 0 else _finish(text, start, first, place, ["missing_comma"])


def _unclosed(text: str, start: int, at: int) -> Quoted:
    """A string whose closing quote is missing: it ends where the next field begins."""
    content = text[start + 1 : at].rstrip().rstrip(",，").rstrip()
    if content[-1:] in ("'", "’", "”") and content.count(content[-1]) == 1:
        content = content[:-1]
    return Quoted(unescaped(content)[0], at, ("missing_quote", *_broken(content)))


def _finish(text: str, start: int, at: int, place: Place, repairs: list[str]) -> Quoted:
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
        if place != "value" and _SEPARATED.search(raw):
            repairs.append("broken_quotes")
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
