"""Phrasebooks: word lists in text files, read once, from which the rules of a coding build their patterns.

A book is a text file of sections in a corpus's folder of phrases. `[name]` begins a list of phrases, one per line or
several with ` / ` between them; each is a regular expression over normalised text (lower case, single blanks).
`[name] words` matches whole words only, `[name] starts` the beginning of words, and the lines of `[name] pattern` are
joined unchanged. `{name}` stands for another section, `{book.name}` for one of another book; a line that begins with
`#` is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HEADER = re.compile(r"\[(?P<name>\w+)\](?: (?P<mode>words|starts|pattern))?")
_REFERENCE = re.compile(r"\{(?:(?P<book>[a-z]\w*)\.)?(?P<name>[a-z]\w*)\}")
_LEFT, _RIGHT = r"(?<![\w'])", r"(?![\w'])"
"""The edges of a word; an apostrophe belongs to it."""


@dataclass(frozen=True)
class PhraseSection:
    """One list of a book, as it is written."""

    mode: str
    lines: tuple[str, ...]

    @property
    def written(self) -> str:
        """The section as one regular expression, references untouched."""
        if self.mode == "pattern":
            return f"(?:{''.join(self.lines)})"
        phrases = [phrase.strip() for line in self.lines for phrase in line.split(" / ")]
        left, right = _LEFT if self.mode else "", _RIGHT if self.mode == "words" else ""
        return f"{left}(?:{'|'.join(filter(None, phrases))}){right}"


@dataclass(frozen=True)
class Phrasebook:
    """The sections of one file.

    Attributes:
        folder: Where the book and those it refers to are stored.
        sections: By name.
    """

    folder: Path
    sections: Mapping[str, PhraseSection]

    def expression(self, name: str) -> str:
        """A section as a regular expression with every reference filled in.

        Raises:
            KeyError: There is no such section.
        """
        return _REFERENCE.sub(self._referred, self.sections[name].written)

    def _referred(self, found: re.Match[str]) -> str:
        return (phrasebook(self.folder, found["book"]) if found["book"] else self).expression(found["name"])


@cache
def phrasebook(folder: Path, book: str) -> Phrasebook:
    """A book of a folder, by the stem of its file."""
    sections: dict[str, PhraseSection] = {}
    name, mode, lines = "", "", list[str]()
    for line in [*(folder / f"{book}.txt").read_text(encoding="utf-8").splitlines(), "[end]"]:
        header = _HEADER.fullmatch(line.strip())
        if header is None:
            lines += [line.strip()] if line.strip() and not line.startswith("#") else []
            continue
        if name:
            sections[name] = PhraseSection(mode, tuple(lines))
        name, mode, lines = header["name"], header["mode"] or "", []
    return Phrasebook(folder, sections)


@cache
def phrase_pattern(folder: Path, book: str, section: str) -> re.Pattern[str]:
    """A section of a book, compiled."""
    return re.compile(phrasebook(folder, book).expression(section))
