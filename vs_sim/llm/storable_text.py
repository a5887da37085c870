"""Text that a log can hold: a model may send half of a character, which no encoding keeps."""

from __future__ import annotations


def storable(text: str) -> str:
    r"""Two halves of one character (`\ud83d\ude00`) joined; a half alone becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
