"""A text in sentences and clauses: who does what to an amount is said near it."""

from __future__ import annotations

import re
from dataclasses import dataclass

SPELLED = {
    "‘": "'", "’": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "½": " 1/2", "¼": " 1/4",
    "¾": " 3/4", "\\'": "'", '\\"': '"', "…": "... ", "\u00a0": " ", "can not": "cannot", "cann't": "can't",
}  # fmt: skip

SENTENCE = re.compile(r"[!?]+|\n+|\.{2,}(?!\d)|\.(?![\d.])|\.{2,}\s+(?=\.\d)")
_WHO = r"(?:i|i'?m|i'?ll|i'?d|i'?ve|we|we'?ll|you|your|you'?re|they|he|she|it'?s?|that'?s?|let'?s?|lets|my|this|there)"
CLAUSE = re.compile(
    r"[;()]|:(?!\d)|\s-+\s|"
    r"(?<!help)\s(?=(?:but|however|although|though|because|bcoz|cause|unless|while|whereas|if|when|which|then|cuz)\b)|"
    rf",\s*(?=(?:(?:and|so|then|or|just|maybe|perhaps|please)\s+)*{_WHO}\b)|"
    rf"\s(?=(?:and|so|since|as|or)\s+(?:then\s+|also\s+|maybe\s+|if\s+)*{_WHO}\b)|"
    r"\s(?=and\s+(?:keep|need|save|use|hope|the\s+(?:rest|other)|maybe|then)\b)|"
    r",\s*(?=(?:what|how|would|could|will|do|does|can|is|are)\b)"
)

CONDITION = re.compile(
    r"\W*(?:(?:and|but|or|so|then|well|also|even)\s+)*(?:if|when|since|as|because|once|for)\b[^,]*?,(?!\d)"
)


@dataclass(frozen=True)
class Span:
    """A stretch of a text, `end` excluded."""

    start: int
    end: int

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and self.start <= index < self.end


def normalised(text: str) -> str:
    """The text in lower case with one spelling of quotes, dashes and fractions."""
    for written, spelled in SPELLED.items():
        text = text.replace(written, spelled)
    return " ".join(text.lower().split())


def _pieces(text: str, whole: Span, breaks: re.Pattern[str], *, keep: bool) -> list[Span]:
    spans, start = [], whole.start
    for found in breaks.finditer(text, whole.start, whole.end):
        end = found.end() if keep else found.start()
        if end > start:
            spans.append(Span(start, end))
        start = found.end()
    if start < whole.end:
        spans.append(Span(start, whole.end))
    return spans


def sentences(text: str) -> list[Span]:
    """The sentences of a normalised text, each with its closing mark."""
    return _pieces(text, Span(0, len(text)), SENTENCE, keep=True)


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of one sentence."""
    found = []
    for piece in _pieces(text, sentence, CLAUSE, keep=False):
        comma = CONDITION.match(text, piece.start, piece.end)
        found += [Span(piece.start, comma.end()), Span(comma.end(), piece.end)] if comma else [piece]
    return found
