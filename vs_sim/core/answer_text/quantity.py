"""Numbers with units as people write them: `$1.50`, `one and a half dollars`, `1 hour 30 minutes`, `50 Cent`.

A quantity is a row of terms, each a number with a unit of the same kind, and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from vs_sim.core.answer_text.numeral import decimal, one_script

NUMBER_WORDS: Mapping[str, int] = {
    "a": 1, "an": 1, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "tenth": 0.1}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGIT = [word for word, value in NUMBER_WORDS.items() if value < 10 and word not in ("a", "an")]
_CENTS = ("cent", "cents", "¢", "c", "ct", "cts", "centavo", "centavos", "centime", "centimes", "céntimo", "céntimos",
          "centesimo", "centesimi", "cêntimo", "cêntimos")  # fmt: skip
_COINS = {"penny": 0.01, "pennies": 0.01, "nickel": 0.05, "nickels": 0.05, "dime": 0.1, "dimes": 0.1}  # fmt: skip
_MONEY: Mapping[str, tuple[tuple[str, ...], Mapping[str, float]]] = {
    "usd": (("$", "us$", "usd", "dollar", "dollars", "buck", "bucks", "us dollar", "us dollars"),
            dict.fromkeys(_CENTS, 0.01) | _COINS),
    "eur": (("€", "eur", "euro", "euros", "евро"), dict.fromkeys(_CENTS, 0.01)),
    "gbp": (("£", "gbp", "pound", "pounds", "quid"), dict.fromkeys(("p", "pence", "penny", "pennies"), 0.01)),
    "chf": (("chf", "fr", "franken", "franc", "francs"), dict.fromkeys(("rappen", "rp", "centime", "centimes"), 0.01)),
    "cad": (("$", "c$", "ca$", "cad", "dollar", "dollars"), dict.fromkeys(_CENTS, 0.01)),
    "aud": (("$", "a$", "au$", "aud", "dollar", "dollars"), dict.fromkeys(_CENTS, 0.01)),
    "inr": (("₹", "inr", "rs", "rupee", "rupees"), dict.fromkeys(("paisa", "paise"), 0.01)),
    "rub": (("₽", "rub", "руб", "рубль", "рубля", "рублей", "ruble", "rubles", "rouble", "roubles"),
            dict.fromkeys(("копейка", "копейки", "копеек", "коп", "kopeck", "kopecks"), 0.01)),
    "cny": (("¥", "cny", "rmb", "yuan", "元", "块"), {"角": 0.1, "分": 0.01, "jiao": 0.1, "fen": 0.01}),
    "jpy": (("¥", "jpy", "yen", "円"), {}),
    "brl": (("r$", "brl", "real", "reais"), dict.fromkeys(("centavo", "centavos"), 0.01)),
    "mxn": (("$", "mxn", "peso", "pesos"), dict.fromkeys(("centavo", "centavos"), 0.01)),
    "pln": (("zł", "pln", "zloty", "zlotys", "złoty", "złote", "złotych"),
            dict.fromkeys(("grosz", "grosze", "groszy"), 0.01)),
    "sek": (("kr", "sek", "krona", "kronor"), {"öre": 0.01}),
    "try": (("₺", "try", "tl", "lira"), {"kuruş": 0.01, "kurus": 0.01}),
    "ils": (("₪", "ils", "nis", "shekel", "shekels"), {"agora": 0.01, "agorot": 0.01}),
    "krw": (("₩", "krw", "won", "원"), {}),
}  # fmt: skip
_SECONDS = {
    "second": 1, "seconds": 1, "sec": 1, "secs": 1, "s": 1, "minute": 60, "minutes": 60, "min": 60, "mins": 60, "m": 60,
    "minuten": 60, "minutos": 60, "minuto": 60, "hour": 3600, "hours": 3600, "h": 3600, "hr": 3600, "hrs": 3600,
    "stunde": 3600, "stunden": 3600, "hora": 3600, "horas": 3600, "day": 86400, "days": 86400, "week": 604800,
    "weeks": 604800,
}  # fmt: skip
_NUMERAL = r"(?:\d{1,3}(?:[,.' ]\d{3})+(?:[.,]\d{1,6})?|\d{1,12}(?:[.,]\d{1,9})?|[.,]\d{1,9})"
_VULGAR = re.compile(r"\d?[¼½¾⅐-⅞]")
_GLOSS = re.compile(r"(.{1,80}?)\s?[(=]\s?([^()=]{1,80}?)\)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of a question, longest first, each with its worth; and which may stand before a number."""

    worth: Mapping[str, float]
    leading: frozenset[str]

    def pattern(self, names: frozenset[str] | None = None) -> str:
        known = sorted(self.worth if names is None else names, key=len, reverse=True)
        return "|".join(re.escape(name) for name in known)


def plain_answer(text: str) -> str:
    """A text in one width and one kind of quotes, without the quotes, emphasis and final punctuation around it."""
    spread = _VULGAR.sub(lambda found: _spread(found[0]), text)
    one = unicodedata.normalize("NFKC", spread).replace("⁄", "/").replace("’", "'").replace("−", "-")
    return " ".join(one.split()).lstrip("\"'“”‘’`*_ ").rstrip("\"'“”‘’`*_ .!,;:")


def _spread(found: str) -> str:
    return f"{found[:-1]} {unicodedata.normalize('NFKC', found[-1])}" if len(found) > 1 else found


def units_of(unit: str) -> _Units:
    """The units in which an answer to a question may be given.

    Args:
        unit: The unit of the question, such as `USD` or `minutes`.
    """
    name = unit.strip().casefold()
    for code, (big, small) in _MONEY.items():
        if name == code or name in big:
            worth = dict.fromkeys(big, 1.0) | dict(small) | {name: 1.0}
            return _Units(worth, frozenset(one for one in (*big, name) if len(one) <= 3))
    if name in _SECONDS and len(name) > 1:
        return _Units({other: worth / _SECONDS[name] for other, worth in _SECONDS.items()}, frozenset())
    own = {name, name.removesuffix("s"), name.removesuffix("s") + "s"} - {""}
    return _Units(dict.fromkeys(own, 1.0), frozenset({name}) if len(name) == 1 else frozenset())


def quantity(body: str, unit: str) -> float | None:
    """The amount that a text is, in a unit; None when it is anything more, or may be read in two ways.

    Args:
        body: A plain answer.
        unit: The unit of the question; a number without one is meant in it.
    """
    text = one_script(body).casefold().strip()
    found = _terms(text, units_of(unit), unit)
    gloss = _GLOSS.fullmatch(text) if found is None else None
    if gloss is None:
        return found
    first, second = (_terms(part.strip(), units_of(unit), unit) for part in (gloss[1], gloss[2]))
    return first if first is not None and second is not None and abs(first - second) < 1e-9 else None


def _terms(text: str, units: _Units, unit: str) -> float | None:
    """The sum of a row of terms whose units grow smaller."""
    sign = -1.0 if re.match(r"(?:\D{0,4})?-\s?[\d.$]", text) else 1.0
    rest = re.sub(r"^(\D{0,4}?)-\s?", r"\1", text) if sign < 0 else text
    total, last = 0.0, float("inf")
    count = 0
    while rest:
        term = _term(rest, units, unit, first=count == 0)
        if term is None:
            half = re.fullmatch(r"and an? (half|quarter)", rest) if count == 1 else None
            return sign * (total + _FRACTIONS[half[1]] * last) if half else None
        number, worth, rest = term
        if worth >= last or (count and number * worth >= last):
            return None
        total, last, count = total + number * worth, worth, count + 1
        rest = re.sub(r"^,?\s?(?:and\s(?!an? (?:half|quarter)$)|und\s|y\s|et\s)?", "", rest)
    return sign * round(total, 10) if count else None


def _term(text: str, units: _Units, unit: str, *, first: bool) -> tuple[float, float, str] | None:
    """A number with its unit at the front of a text: the number, the unit's worth, what follows."""
    lead = re.match(rf"({units.pattern(units.leading)})\s?(?=[\d.,])", text) if units.leading else None
    after = text[lead.end() :] if lead else text
    number = _number_at(after, unit)
    if number is None:
        return None
    value, end, worded = number
    rest = after[end:]
    named = re.match(rf"[\s-]?(?:an? )?({units.pattern()})\.?(?!\w)", rest)
    if named and not (lead and units.worth[named[1]] != 1.0):
        return value, units.worth[named[1]], rest[named.end() :].lstrip()
    if not lead and (not first or rest or worded in ("a", "an", "half")):
        return None
    return value, 1.0, rest.lstrip()


def _number_at(text: str, unit: str) -> tuple[float, int, str] | None:
    """The number at the front of a text, where it ends, and its words."""
    if match := re.match(
        rf"({_NUMERAL})(?: (\d)/(\d{{1,2}}))?(?: and an? (half|quarter)(?= \w))?(?![\d.,]*\d|/|\s?%)", text
    ):
        value = _figure(match[1], unit)
        if value is None or (match[3] and not int(match[3])):
            return None
        value += int(match[2]) / int(match[3]) if match[2] else 0.0
        scale = re.match(r"\s(hundred|thousand|million)\b", text[match.end() :])
        value = value * _SCALES[scale[1]] if scale else value
        return value + _FRACTIONS.get(match[4] or "", 0.0), match.end() + (scale.end() if scale else 0), ""
    if match := re.match(r"(\d)/(\d{1,2})(?=\s?\D|$)(?!\s?%)", text):
        return (int(match[1]) / int(match[2]), match.end(), "half") if int(match[2]) else None
    return _words_at(text)


def _figure(numeral: str, unit: str) -> float | None:
    """A numeral's value; None where a mark before three digits may be decimal or not."""
    english = unit.casefold() in ("usd", "gbp", "$", "£", "dollar", "dollars")
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", numeral) and not english:
        return None
    return decimal(numeral, grouped=english)


def _words_at(text: str) -> tuple[float, int, str] | None:
    """Number words at the front of a text: `twenty-five`, `one and a half`, `one point five`, `half a`."""
    if match := re.match(r"(?:half an?|half|a half|one half)\b(?! of)", text):
        return 0.5, match.end(), "half"
    words = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    match = re.match(rf"({words})(?:[ -]({'|'.join(_DIGIT)}))?(?: (hundred|thousand|million))?(?!\w)", text)
    if match is None:
        return None
    value = float(NUMBER_WORDS[match[1]])
    if match[2]:
        if value < 20 or value % 10 or NUMBER_WORDS[match[2]] == 0:
            return None
        value += NUMBER_WORDS[match[2]]
    value *= _SCALES.get(match[3] or "", 1)
    rest = text[match.end() :]
    more = re.match(r"(?: and)? (?=\w)", rest) if match[3] else None
    tail = _words_at(rest[more.end() :]) if more else None
    if more and tail and tail[0] < _SCALES[match[3]] and tail[2] not in ("a", "an", "half"):
        return value + tail[0], match.end() + more.end() + tail[1], match[0]
    if point := re.match(rf" point((?: (?:{'|'.join(_DIGIT)}))+)(?!\w)", rest):
        digits = "".join(str(NUMBER_WORDS[word]) for word in point[1].split())
        return value + float(f"0.{digits}"), match.end() + point.end(), match[0] + point[0]
    if half := re.match(r" and an? (half|quarter)(?= \w|$)", rest):
        return value + _FRACTIONS[half[1]], match.end() + half.end(), match[0] + half[0]
    return value, match.end(), match[0]
