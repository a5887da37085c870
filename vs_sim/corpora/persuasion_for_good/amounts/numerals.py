"""Numbers as people write them: digits, words, and both mixed (`1,50`, `twenty-five`, `thirty 5`)."""

from __future__ import annotations

import re

_TO_TEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UNITS = {name: value for value, name in enumerate((*_TO_TEN, *_TEENS))}
TENS = dict(zip(_TENS, range(20, 100, 10), strict=True)) | {"fourty": 40}
SCALES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000}
WORDS = {**UNITS, **TENS}

_ALL = "|".join(sorted({*WORDS, *SCALES}, key=len, reverse=True))
NUMBER_WORD = rf"(?:{_ALL})(?:[\s-]+(?:and\s+)?(?:{_ALL}))*(?:[\s-]\d)?"
"""One number in words; `thirty 5` is one."""
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d{1,3}(?!\d)|\d+\.\d+|\d+|\.\d+)"
"""One number in digits; a comma before one or two digits is a decimal comma."""
NUMBER = rf"(?:{DIGITS}|{NUMBER_WORD})"


def in_digits(text: str) -> float:
    """The number that digits mean: `1,000` is a thousand, `1,50` and `.5` have decimals."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))


def in_words(text: str) -> float:
    """The number that words mean: `one hundred and five` is 105, `twenty-five` 25, `ten thousand` 10,000."""
    total, current = 0, 0
    for word in re.split(r"[\s-]+", text.strip()):
        if word in SCALES:
            current = max(current, 1) * SCALES[word]
            if SCALES[word] > SCALES["hundred"]:
                total, current = total + current, 0
        elif word != "and":
            current += int(word) if word.isdigit() else WORDS[word]
    return float(total + current)


def number(text: str) -> float:
    """The number that digits or words mean."""
    return in_digits(text) if re.match(r"[\d.]", text) else in_words(text)
