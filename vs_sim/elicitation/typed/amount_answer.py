"""Reading an amount out of an answer: `0.50`, `$0.50`, `50 cents`, `one dollar`, `nothing`, `I'd give $0.50`.

An amount counts when it is all that was written, or when it is the only one in a sentence that neither denies
it (`I won't give $2`), nor compares with it (`less than $1`), nor asks about it. Everything else is unreadable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:[.,]\d{1,6})?|\.\d{1,6})"
_UNITS = {
    "a": 1, "an": 1, "zero": 0, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_LONGEST_FIRST = "|".join(sorted(_UNITS, key=len, reverse=True))
_WORDS = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[4:13])}))?|{_LONGEST_FIRST})"
_COUNT = rf"(?:{_DIGITS}|\b(?:half an?|half|{_WORDS})\b)"
_BIG = r"(?:dollars?|bucks?|usd)\b"
_SMALL = r"(?:cents?\b|¢|pennies\b|penny\b|c\b)"
_MONEY = re.compile(
    r"(?P<sign>(?<![\w.])-\s?)?(?:(?:us)?\$|\busd)\s{0,3}(?P<minus>-?)"
    rf"(?P<symbol>{_DIGITS})(?:\s{{0,3}}{_BIG})?"
    rf"(?:\s{{1,3}}and\s{{1,3}}(?P<more>{_COUNT})[\s-]{{0,3}}{_SMALL}|(?!\s{{0,3}}{_SMALL}))"
    rf"|(?P<suffix>(?:(?<![\w.])-)?{_DIGITS})\s{{0,3}}\$"
    rf"|(?P<big>(?:(?<![\w.])-)?{_COUNT})[\s-]{{0,3}}{_BIG}"
    rf"(?:\s{{1,3}}(?:and\s{{1,3}})?(?P<rest>{_COUNT})[\s-]{{0,3}}{_SMALL})?"
    rf"|\$?\s{{0,3}}(?P<small>{_COUNT})[\s-]{{0,3}}{_SMALL}"
    rf"|(?P<coins>{_COUNT})\s{{1,3}}(?P<coin>quarter|dime|nickel)s?\b",
    re.IGNORECASE,
)
_COINS = {"quarter": 0.25, "dime": 0.10, "nickel": 0.05}
_SYMBOLS = {"EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥", "INR": "₹"}
_BARE = re.compile(rf"(?<![\w.,$])[+-]?{_DIGITS}(?![\w%]|\s{{0,2}}%|[.,]\d)")
_NOTHING = re.compile(
    r"(?:nothing|none|zero|nil|no donation|no money|not donating(?: anything)?)(?: at all)?",
    re.IGNORECASE,
)
_GIVES_NOTHING = re.compile(
    r"\b(?:give|giving|donat\w{1,4}|contribut\w{1,4}|offer|pay)\s(?:\w{1,8}\s){0,2}(?:nothing|zero)\b"
    r"|(?:n['’]t|\bnot|\bcannot|\bnever)\s(?:\w{1,12}\s){0,4}?(?:give|giving|donat\w{1,4}|contribut\w{1,4})\s"
    r"(?:\w{1,8}\s){0,2}?anything\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:n['’]t|\b(?:not|never|cannot|without|refuse|instead of|rather than|less than|more than|at least|at most|"
    r"up to|under|over|between|if|unless|than|as much as|half (?:of|the|my)|all (?:of|my)))\b",
    re.IGNORECASE,
)
_TOO_MUCH = re.compile(
    r"\s{0,3}(?:is|would be|seems|feels)?\s{0,3}(?:(?:way )?too (?:much|high)|or (?:more|less))\b"
    r"|\s{0,3}(?:to|-|–|or)\s{0,3}\$?[\d.]",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\s{0,3}(?:why|how (?:much|many|far)|does|do|did|are|is|(?:can|could|would|will) you|what (?!about|if))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;!?\n]|[.,](?!\d)|\b(?:but|so|and|then|though)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[!?\n]|\.(?!\d)")
_GIVES = re.compile(
    r"giv|donat|contribut|offer|pay|send|spare|amount|answer|value|say|choose|go with|put|[:=]\s{0,9}$",
    re.IGNORECASE,
)
LONGEST = 2_000
"""Characters of a text that a value is looked for in; longer ones are no answer to a typed question."""
FEW_WORDS = 3
"""In a text this short a number without a unit needs no verb to be the amount."""


@dataclass(frozen=True, slots=True)
class Read:
    """A value as read, and the repairs that took."""

    value: float | str
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    value: float
    start: int
    end: int
    repairs: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A text in one width, without the quotes, emphasis and final punctuation around it."""
    one_width = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    return one_width.lstrip("\"'“”‘’`*_ ").rstrip("\"'“”‘’`*_ .!,;:")


def amount_in(text: str, unit: str) -> Read | None:
    """The amount an answer names; None when it names none, or more than one.

    Args:
        text: The answer.
        unit: What is counted; `USD` knows dollars, cents and coins, another unit its own name and symbol.
    """
    body = plain(text)
    if len(body) > LONGEST:
        return None
    if _NOTHING.fullmatch(body):
        return Read(0.0)
    marked = list(_marked(body, unit))
    mentions = marked or [mention for mention in _bare(body) if _stands_for_amount(body, mention)]
    values = {mention.value for mention in mentions}
    if len(values) == 1:
        first = mentions[0]
        if first.start == 0 and first.end == len(body):
            return Read(first.value, first.repairs)
        if not any(_disowned(body, mention) for mention in mentions):
            return Read(first.value, (*first.repairs, "value_in_text"))
        return None
    return Read(0.0, ("value_in_text",)) if not values and _GIVES_NOTHING.search(body) else None


def _marked(text: str, unit: str) -> Iterator[_Mention]:
    """Amounts that carry their unit."""
    if unit.upper() in ("USD", "$", "DOLLAR", "DOLLARS"):
        for match in _MONEY.finditer(text):
            value, repairs = _dollars(match)
            yield _Mention(value, match.start(), match.end(), repairs)
        return
    name = rf"(?:{re.escape(unit)}|{re.escape(unit.rstrip('s'))}s?)"
    symbol = re.escape(_SYMBOLS.get(unit.upper(), unit))
    pattern = rf"(?:{symbol}\s{{0,3}}({_DIGITS})|({_DIGITS})\s{{0,3}}(?:{name}|{symbol})(?!\w))"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield _Mention(_number(match[1] or match[2]), match.start(), match.end())


def _dollars(match: re.Match[str]) -> tuple[float, tuple[str, ...]]:
    """What one mention of money comes to, in dollars."""
    if match["symbol"]:
        more = _number(match["more"]) / 100 if match["more"] else 0.0
        return (-1 if match["sign"] or match["minus"] else 1) * (_number(match["symbol"]) + more), ()
    if match["suffix"]:
        return _number(match["suffix"]), ()
    if match["big"]:
        rest = _number(match["rest"]) / 100 if match["rest"] else 0.0
        return _number(match["big"]) + rest, ()
    if match["small"]:
        cents = _number(match["small"])
        if 0 < cents < 1:  # `.50 cents`: people mean half a dollar
            return cents, ("dollars_meant",)
        return round(cents / 100, 10), ()
    return round(_number(match["coins"]) * _COINS[match["coin"].lower()], 10), ()


def _bare(text: str) -> Iterator[_Mention]:
    """Numbers without a unit; a text that is one number word counts too."""
    if re.fullmatch(_WORDS, text, re.IGNORECASE) and text.lower() not in ("a", "an", "no"):
        yield _Mention(_number(text), 0, len(text))
    for match in _BARE.finditer(text):
        yield _Mention(_number(match[0]), match.start(), match.end())


def _number(written: str) -> float:
    """A numeral or number word as a number."""
    words = written.lower().replace("-", " ").split() if written[-1].isalpha() else []
    if words[:1] == ["half"]:
        return 0.5
    if words:
        return float(sum(_TENS.get(word, _UNITS.get(word, 0)) for word in words))
    if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", written) and not written.startswith("0"):
        return float(written.replace(",", ""))
    return float(written.replace(",", "."))


def _stands_for_amount(text: str, mention: _Mention) -> bool:
    """Whether a number without a unit is the amount: alone, in few words, or after a verb of giving."""
    return len(text.split()) <= FEW_WORDS or bool(_GIVES.search(_clause_before(text, mention)))


def _clause_before(text: str, mention: _Mention) -> str:
    before = text[: mention.start]
    cuts = [match.end() for match in _CLAUSE.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _disowned(text: str, mention: _Mention) -> bool:
    """Whether the words around an amount deny it, compare with it or ask about it."""
    starts = [match.end() for match in _SENTENCE.finditer(text, 0, mention.start)]
    end = _SENTENCE.search(text, mention.end)
    asked = bool(end and end[0] == "?") and bool(_ASKS.match(text, starts[-1] if starts else 0))
    return asked or bool(_DENIED.search(_clause_before(text, mention)) or _TOO_MUCH.match(text, mention.end))
