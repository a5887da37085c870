"""Numerals: digits of any script as ASCII digits, and what a comma in one means."""

from __future__ import annotations

import re
import unicodedata

_MINUS = str.maketrans(dict.fromkeys("−‒﹣－", "-") | {"٫": ".", "٬": ",", "٪": "%", "％": "%", "’": "'"})
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[ ']\d{3})+(?:[.,]\d+)?|[1-9]\d{0,2}(?:\.\d{3})+,\d+"
)


def one_script(text: str) -> str:
    """The text with the digits of every script as ASCII digits, and one minus sign and one decimal point for all.

    >>> one_script("٠٫٥٠")
    '0.50'
    """
    if text.isascii():
        return text
    text = text.translate(_MINUS)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def decimal(numeral: str, *, grouped: bool = False) -> float | None:
    """A numeral's value; None where it can be read in two ways.

    A comma is decimal (`0,5`, `1,50`) unless three digits follow it: `1,000` may be one or a thousand, and counts
    only where `grouped` says that thousands are meant, or where the numeral says so itself (`1,000.50`).

    >>> decimal("1,5"), decimal("1,000"), decimal("1,000", grouped=True), decimal("1,000.5")
    (1.5, None, 1000.0, 1000.5)
    """
    sign = -1.0 if numeral.startswith("-") else 1.0
    body = numeral.lstrip("+-")
    if re.fullmatch(r"[1-9]\d{0,2}[,]\d{3}", body):
        return sign * float(body.replace(",", "")) if grouped else None
    if _GROUPED.fullmatch(body):
        last = max(body.rfind("."), body.rfind(","))
        marks = {mark for mark in ",.' " if mark in body}
        whole, part = (body[:last], body[last + 1 :]) if len(marks) > 1 else (body, "")
        return sign * float(re.sub("[,.' ]", "", whole) + ("." + part if part else ""))
    plain = body.replace(",", ".")
    return sign * float(plain) if re.fullmatch(r"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", plain, re.IGNORECASE) else None
