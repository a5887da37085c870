"""A weight in the same line as its answer: `"Yes" (0.6)`, `Yes: 60%`, `Yes - probability 0.6`, `60% - Yes`."""

from __future__ import annotations

import re

from vs_sim.elicitation.typed.number_text import reads_as_number

_LABEL = r"(?:probability|prob\b\.?|likelihood|confidence|weight|chance|nll|perplexity|p\b|概率)"
_BEFORE = re.compile(rf"\s{{0,5}}{_LABEL}\s{{0,5}}(?:of\s|is\s)?\s{{0,5}}[=:：≈~]?\s{{0,5}}", re.IGNORECASE)
_BEHIND = re.compile(rf"\s{{0,5}}\b{_LABEL}\s{{0,5}}$", re.IGNORECASE)
_LEFT_OVER = re.compile(rf"[\s,;:(\[*_|–—-]{{0,10}}\b{_LABEL}\s{{0,5}}(?:of|is)?[\s*_]{{0,5}}$", re.IGNORECASE)
_SEPARATOR = re.compile(
    rf"[:：=|;–—→\t≈]|->|\s-{{1,2}}(?=[\s\d.])|,(?=\s{{0,5}}{_LABEL})|(?<=[\"”'])\s?,?(?=\s)", re.IGNORECASE
)
_LEADING = re.compile(
    r"[(\[（]?([^\s()\[\]（）:：|]{1,12}(?:\s?%)?)[)\]）]?\s{0,3}(?:[:：|–—]|-(?=\s)|(?<=[)\]）])\s)\s{0,5}(?=\S)"
)
_OPEN = {")": "(", "]": "[", "）": "（"}
_AROUND = {'"': '"', "“": "”", "'": "'", "‘": "’", "「": "」", "**": "**", "*": "*", "`": "`"}
REACH = 80
"""How far from the end of a line its weight may begin."""


def unwrapped(text: str) -> str:
    """A text without the quotes or emphasis around all of it."""
    text = text.strip()
    for opener, closer in _AROUND.items():
        inner = text[len(opener) : len(text) - len(closer)]
        if inner and text.startswith(opener) and text.endswith(closer) and closer not in inner:
            return unwrapped(inner)
    return text


def weight_in(line: str) -> tuple[str, str] | None:
    """An answer and the weight in the same line, or None.

    Args:
        line: One line without its number or bullet.
    """
    body = line.rstrip().rstrip(".;,*_").rstrip()
    for split in (_bracketed, _separated, _led):
        found = split(body)
        if found and (answer := unwrapped(_LEFT_OVER.sub("", found[0]).strip().rstrip("-–—:,|").strip())):
            return answer, found[1]
    return None


def _number(written: str) -> str | None:
    """The numeral of a weight written with or without its label; None when it is something else."""
    written = _BEHIND.sub("", written.strip().strip("*_` "))
    label = _BEFORE.match(written)
    written = written[label.end() :] if label else written
    return written if reads_as_number(written) else None


def _bracketed(body: str) -> tuple[str, str] | None:
    opener = _OPEN.get(body[-1:])
    start = body.rfind(opener, max(0, len(body) - REACH)) if opener else -1
    if start <= 0:
        return None
    number = _number(body[start + 1 : -1])
    return (body[:start], number) if number else None


def _separated(body: str) -> tuple[str, str] | None:
    reach = max(0, len(body) - REACH)
    for match in reversed(list(_SEPARATOR.finditer(body, reach))):
        number = _number(body[match.end() :])
        if number and match.start() > 0:
            return body[: match.start()], number
    return None


def _led(body: str) -> tuple[str, str] | None:
    match = _LEADING.match(body)
    number = _number(match[1]) if match else None
    return (body[match.end() :], number) if match and number else None
