"""The forms in which people write amounts, each with its value; the first form that fits a place wins.

Three tables: shares of the endowment, amounts that name a currency, and bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vs_sim.corpora.persuasion_for_good.amounts.numerals import DIGITS, NUMBER, NUMBER_WORD, number
from vs_sim.corpora.persuasion_for_good.phrase_patterns import amounts_book

AmountKind = Literal["money", "decimal", "integer", "share"]
Read = Callable[[re.Match[str], float], float]
"""The value of a match in dollars, given the endowment."""

COINS = {"penny": 0.01, "cent": 0.01, "nickel": 0.05, "dime": 0.10, "quarter": 0.25, "buck": 1.0, "dollar": 1.0}
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}

DOLLAR = r"(?:(?:american |us |u\.s\. )?(?:dollars?|doll?ers?|dolars?|dollors?|doller|dl|dlrs?|usd|bucks?)\b)"
CENT = r"(?:(?:cents?|cts?|c|cnts?|pennies|penny|sents?)\b|¢)"
MINE = r"(?:my|our|the|this|that|these|it|what|whatever)"
ALL = r"(?:all|the (?:whole|entire|full|total)|my (?:whole|entire|full|total)|every ?(?:thing|bit|cent|penny))"
MONEY = rf"(?:\$ ?{DIGITS}|{NUMBER} ?(?:{DOLLAR}|{CENT}))"
BASE = rf"(?: of (?:{MINE} |a )?(?P<base>{MONEY}))"
PART = r"\b(?P<many>one|two|three|a|1|2|3)[ -](?P<part>thirds?|quarters?|fourths?|fifths?|tenths?)"


@dataclass(frozen=True)
class Form:
    """One form: a pattern over normalised text, its kind and its value."""

    pattern: str
    kind: AmountKind
    read: Read


def _count(text: str) -> float:
    return 1.0 if text.strip() in ("a", "an", "one") else number(text.strip())


def _dollars(found: re.Match[str], _: float) -> float:
    return number(found["n"])


def _cents(found: re.Match[str], _: float) -> float:
    """Cents; with a decimal point dollars are meant, as in `0.50 cents` or `.25 cents`."""
    return number(found["n"]) / (1 if re.match(r"\d*[.,]\d", found["n"]) else 100)


def _coins(found: re.Match[str], _: float) -> float:
    return _count(found["n"]) * COINS["penny" if found["coin"] == "pennies" else found["coin"].rstrip("s")]


def _couple(found: re.Match[str], _: float) -> float:
    return 2 * (0.01 if found["unit"].startswith(("c", "p")) else 1.0)


def _dollars_and_cents(found: re.Match[str], _: float) -> float:
    return _count(found["n"]) + number(found["cents"]) / 100


def _and_a_half(found: re.Match[str], _: float) -> float:
    return _count(found["n"]) + 0.5


def _half_dollar(_: re.Match[str], __: float) -> float:
    return 0.5


def _whole(found: re.Match[str], endowment: float) -> float:
    """What is shared: the base that is named, else the endowment."""
    base = found.groupdict().get("base")
    if base is None:
        return endowment
    value = re.search(rf"(?:{DIGITS}|{NUMBER_WORD})", base)
    amount = number(value[0]) if value else endowment
    in_cents = re.search(rf"{CENT}$", base) and not re.search(r"[$.]", base)
    return amount / 100 if in_cents else amount


def _percent(found: re.Match[str], endowment: float) -> float:
    return number(found["n"]) / 100 * _whole(found, endowment)


def _half(found: re.Match[str], endowment: float) -> float:
    return _whole(found, endowment) / 2


def _fraction(found: re.Match[str], endowment: float) -> float:
    many = {"two": 2, "2": 2, "three": 3, "3": 3}.get(found["many"], 1)
    return many * FRACTIONS[found["part"].rstrip("s")] * _whole(found, endowment)


def _ratio(found: re.Match[str], endowment: float) -> float:
    return float(found["up"]) / float(found["low"]) * _whole(found, endowment)


AMOUNT_SHARES = (
    Form(rf"(?<![\w.$])(?P<n>{NUMBER}) ?(?:%|percent\b|per ?cent\b|pct\b){BASE}?", "share", _percent),
    Form(rf"{PART}(?:{BASE}|(?= of {MINE}\b))", "share", _fraction),
    Form(
        r"\b(?P<many>a) (?P<part>third|fourth|fifth|tenth)\b(?! (?:of|party|world|time|grade|one|person))",
        "share",
        _fraction,
    ),
    Form(r"\b(?:50 ?[/-] ?50|fifty[ -]fifty|half and half)\b", "share", _half),
    Form(rf"(?<![\w./])(?P<up>[1-9])/(?P<low>[2-9]|10)(?! ?[\d/]){BASE}?", "share", _ratio),
    Form(
        rf"\b(?:one )?half\b(?![ -](?:an? )?(?:hours?|days?|year|way|million|dozen|time)\b| (?:an? )?{DOLLAR}){BASE}?",
        "share",
        _half,
    ),
    Form(rf"\b{ALL}(?: of)?(?: {MINE})? (?:the )?(?P<base>{MONEY})", "share", _whole),
    Form(r"\b(?:all|the total|100) (?:of )?(?:my|our|the|this|that) (?:the )?<pay>", "share", _whole),
    Form(r"\b(?:(?:the|my|our|this|that|your) )?(?:whole|entire|full|maximum|max) <pay>", "share", _whole),
    Form(
        r"\b(?:all (?:of )?(?:it|mine)|it all|the (?:whole|entire) (?:thing|lot)|the max(?:imum)?|"
        r"everything (?:i|we) (?:earn|make|get|have)\w*)\b",
        "share",
        _whole,
    ),
)
"""Parts of the endowment, or of a base that is named: `half of the 30 cents`."""

AMOUNTS = (
    Form(r"\$ ?(?P<n>\d+|\d*\.\d+) ?cents?\b", "money", _cents),
    Form(
        rf"(?:\$ ?|\b)(?P<n>a|{NUMBER}) ?{DOLLAR},? (?:and )?(?P<cents>{NUMBER}) ?{CENT}", "money", _dollars_and_cents
    ),
    Form(rf"\$ ?(?P<n>\d+) (?:and )?(?P<cents>{NUMBER}) ?{CENT}", "money", _dollars_and_cents),
    Form(rf"\b(?P<n>a|{NUMBER}) {DOLLAR} (?:and )?(?:a )?half\b", "money", _and_a_half),
    Form(rf"\b(?P<n>{NUMBER}) and a half {DOLLAR}", "money", _and_a_half),
    Form(
        r"\b(?P<n>a|one) (?:buck|dollar) (?P<cents>ten|twenty(?:[ -]five)?|fifty|seventy[ -]five)\b",
        "money",
        _dollars_and_cents,
    ),
    Form(rf"\bhalf (?:of )?(?:an? |one )?{DOLLAR}", "money", _half_dollar),
    Form(rf"\$ ?(?P<n>{DIGITS})(?! ?%)(?: ?{DOLLAR})?", "money", _dollars),
    Form(rf"(?<![\w.])(?P<n>{DIGITS}) ?\$(?! ?\d)", "money", _dollars),
    Form(rf"(?<![\w.])(?P<n>{NUMBER})[ -]?{CENT}", "money", _cents),
    Form(rf"(?<![\w.])(?P<n>{NUMBER})[ -]?{DOLLAR}", "money", _dollars),
    Form(rf"\b(?:a )?couple (?:of )?(?P<unit>{DOLLAR}|{CENT})", "money", _couple),
    Form(
        rf"\b(?P<n>an?|single|the) (?:(?:single|whole|even|full|measly|lousy|shiny) )?(?P<coin>{'|'.join(COINS)})\b"
        r"(?! (?:amount|of (?!it|my|this|mine)|store|bill|for dollar))",
        "money",
        lambda found, _: COINS[found["coin"]],
    ),
    Form(rf"\b(?P<n>{NUMBER}) (?P<coin>quarters|dimes?|nickels?|pennies)\b", "money", _coins),
)
"""Amounts that name a currency."""

NUMBERS = (
    Form(
        r"(?<![\w.,/$-])(?P<n>\d{0,4}\.\d{1,2}|\d{1,2},\d\d)(?![\d/%(]|\.\d| ?(?:million|billion|%))",
        "decimal",
        _dollars,
    ),
    Form(
        rf"(?<![\w.,/$#:-])(?P<n>\d{{1,5}}|{NUMBER_WORD})(?![\w/%:(]|[.,]\d|-\w| ?(?:%|million|billion))",
        "integer",
        _dollars,
    ),
)
"""Numbers without a currency."""


@cache
def forms() -> tuple[tuple[re.Pattern[str], Form], ...]:
    """Every form with its compiled pattern, in the order they are tried."""
    pay = amounts_book().expression("pay")
    return tuple(
        (re.compile(form.pattern.replace("<pay>", pay)), form) for form in (*AMOUNT_SHARES, *AMOUNTS, *NUMBERS)
    )
