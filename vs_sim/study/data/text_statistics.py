"""Words, syllables and sentences, counted by stated rules: no dictionary, no download, the same for both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence

WORD = re.compile(r"\b\w+\b")
LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
END = re.compile(r"[.!?]+(?:\s+|$)")
FEWEST_WORDS = 3
"""Words of a sentence."""
VOWELS = re.compile(r"[aeiouy]+")


def split_words(text: str) -> list[str]:
    """The runs of letters, digits and underscores, in lower case.

    >>> split_words("I'd give $1, maybe.")
    ['i', 'd', 'give', '1', 'maybe']
    """
    return WORD.findall(text.lower())


def distinct_share(items: Sequence[str], n: int) -> float:
    """Distinct n-grams over all n-grams, in (0, 1]; NaN where there is none.

    >>> distinct_share(["a", "b", "a", "b"], 2)
    0.6666666666666666
    """
    grams = [tuple(items[start : start + n]) for start in range(len(items) - n + 1)]
    return len(set(grams)) / len(grams) if grams else float("nan")


def syllables(word: str) -> int:
    """Groups of vowels (a, e, i, o, u, y), at least 1; a final silent e and the e of -ed and -es are not counted.

    The final e counts after consonant + l (table). Against the CMU dictionary such rules are right for about nine
    words in ten and a little too low on average.

    >>> [syllables(word) for word in ("the", "donate", "table", "charity", "wanted", "helped", "places")]
    [1, 2, 2, 3, 2, 1, 2]
    """
    found = word.lower()
    count = len(VOWELS.findall(found))
    silent = re.search(r"(?<![aeiouyl])e$|(?<=[aeiouy])le$|(?<![aeiouytd])ed$|(?<![aeiouyscxzgh])es$", found)
    return max(count - (1 if silent else 0), 1)


def count_sentences(text: str) -> int:
    """Stretches of three words or more between ends (. ! ? before a blank or at the end, several are one); at least 1.

    Shorter ones ("Hi!", "Sure.") count with their neighbours, as in textstat, so that greetings do not make a turn
    easy to read.

    >>> count_sentences("Hi! How are you?? I give $1.50")
    2
    """
    return max(sum(len(WORD.findall(part)) >= FEWEST_WORDS for part in END.split(text)), 1)
