"""When two texts name the same option: one normalisation for questions, answers and ordered categories."""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans(
    dict.fromkeys("’‘ʼ`´′＇", "'")
    | dict.fromkeys("“”„«»″＂", '"')
    | dict.fromkeys("−‐‑‒–—", "-")
    | {"\u200b": None, "\ufeff": None}
)
_AROUND = "\"'*_.!,;:… "


def option_key(text: str) -> str:
    """A text without what does not distinguish options.

    That is width, case, spaces, the kinds of quotes and dashes, and the quotes, emphasis and final punctuation around
    all of it.

    >>> option_key(" “Don’t  know.” ") == option_key("don't know")
    True
    """
    one = " ".join(unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME).casefold().split())
    one = unicodedata.normalize("NFC", one)
    return one.strip(_AROUND) or one
