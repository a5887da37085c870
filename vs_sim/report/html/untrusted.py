"""Text that strangers wrote, made safe to read: nothing in it is hidden, reorders the line or runs on for ever.

Escaping is the template's work. What it cannot do is done here: characters that are not seen, or that move
others about, are shown as U+FFFD, and what is too long says how much is left out.
"""

from __future__ import annotations

import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for the tab and the line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    "\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb"  # without width
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"  # halves, no characters, tags
)
"""Characters that a reader would not see. Joiners (U+200C, U+200D) stay: scripts and emoji need them."""

MARK = "\ufffd"
"""Replaces such a character."""

LONGEST = 2_000
"""Characters of one text that a page shows."""


def visible(text: str) -> str:
    r"""The text with every line ending as a line feed and every unseen character shown as U+FFFD.

    >>> visible("a\r\nb\u202ec\x00")
    'a\nb�c�'
    """
    return UNSEEN.sub(MARK, text.replace("\r\n", "\n").replace("\r", "\n"))


def clipped(text: str, longest: int = LONGEST) -> str:
    """The text, or its beginning and how many characters are left out.

    >>> clipped("abcdef", 4)
    'abcd … [2 more characters in the log]'
    """
    if len(text) <= longest:
        return text
    return f"{text[:longest]} … [{len(text) - longest:,} more characters in the log]"


def one_line(text: str, longest: int = 80) -> str:
    r"""The text on one line, clipped with an ellipsis: for labels.

    >>> one_line("a\n b", 80), one_line("abcdef", 4)
    ('a b', 'abc…')
    """
    flat = " ".join(visible(text).split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
