"""Repairs text that cannot be encoded: a model may send one half of a surrogate pair."""

from __future__ import annotations


def valid_unicode(text: str) -> str:
    r"""The text with surrogate pairs (`\ud83d\ude00`) joined; a lone surrogate becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
