"""The phrases of PersuasionForGood: how people give, refuse, hesitate and ask, in the text files of `phrases/`."""

from __future__ import annotations

import re
from pathlib import Path

from vs_sim.corpora.phrasebook import Phrasebook, phrase_pattern, phrasebook

_FOLDER = Path(__file__).parent / "phrases"


def phrases(book: str, section: str) -> re.Pattern[str]:
    """A section of a phrasebook, compiled; the books are `amounts` and `cues`."""
    return phrase_pattern(_FOLDER, book, section)


def amounts_book() -> Phrasebook:
    """The phrases around amounts of money."""
    return phrasebook(_FOLDER, "amounts")
