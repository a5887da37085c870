"""Reads the stand-in's words from the text files in `lexicon/`.

A file consists of sections. A line `name:` starts one, every line indented by four spaces below it is an entry,
`#` starts a comment line, and blank lines are ignored. Entries are kept exactly as written and in order; one that
is written twice is drawn twice as often. Anything else is an error that names the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Sections = Mapping[str, tuple[str, ...]]
"""Section name to its entries."""

_FOLDER = Path(__file__).with_name("lexicon")
_HEADING = re.compile(r"([a-z_]+(?:\.[a-z_]+)?):")
_ENTRY = re.compile(r" {4}(\S|\S.*\S)")


@cache
def read_lexicon(name: str) -> Sections:
    """The sections of the shipped file `lexicon/<name>.txt`."""
    path = _FOLDER / f"{name}.txt"
    return parse_lexicon(path.read_text(encoding="utf-8"), path.name)


def parse_lexicon(text: str, file: str) -> Sections:
    """The sections of a lexicon file.

    Args:
        text: The file's content.
        file: Its name, for error messages.

    Raises:
        ValueError: A line is neither heading, entry nor comment; a section is empty or given twice.
    """
    sections: dict[str, list[str]] = {}
    entries: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if heading := _HEADING.fullmatch(line):
            if heading[1] in sections:
                raise ValueError(f"{file}:{number}: the section {heading[1]!r} is given twice")
            entries = sections[heading[1]] = []
        elif entries is not None and (entry := _ENTRY.fullmatch(line)):
            entries.append(entry[1])
        else:
            raise ValueError(
                f"{file}:{number}: {line!r} is neither a heading (`name:`) nor an entry indented by 4 spaces"
            )
    if empty := [name for name, found in sections.items() if not found]:
        raise ValueError(f"{file}: the section {empty[0]!r} is empty")
    return {name: tuple(found) for name, found in sections.items()}
