"""A corpus: conversations that people held, as somebody else published them, with what is known about each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vs_sim.core.label import Label
from vs_sim.core.persona import Persona
from vs_sim.core.scenario import Scenario
from vs_sim.errors import did_you_mean
from vs_sim.files.source_text import Place, read_source
from vs_sim.registry import Registry, registrar

LARGEST_FILE = 50_000_000
"""Bytes of one file of a corpus."""


@dataclass(frozen=True)
class Line:
    """One turn of a conversation, exactly as it was typed."""

    role: str
    exchange: int
    """0-based."""
    text: str


@dataclass(frozen=True)
class Conversation:
    """One conversation between people.

    Attributes:
        unit: Its name in the run.
        lines: What was said, in order.
        cast: Who took part, by role.
        decisions: What was decided afterwards, by question, within the question's range.
        facts: What else is known: raw values, dates, identifiers.
        labels: What annotators said about it, by coding; a coding without labels was coded and found empty.
    """

    unit: str
    lines: tuple[Line, ...]
    cast: Mapping[str, Persona]
    decisions: Mapping[str, float | str] = field(default_factory=dict)
    facts: Mapping[str, str | float | bool | None] = field(default_factory=dict)
    labels: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """A corpus as it was read.

    Attributes:
        name: What it is called.
        script: The situation, the roles and the questions, as a scenario would declare them.
        conversations: In the order published.
        files: The files read, with their SHA-256.
    """

    name: str
    script: Scenario
    conversations: tuple[Conversation, ...]
    files: Mapping[str, str]


Reader = Callable[[Path], Corpus]
CORPORA: Registry[Reader] = Registry("corpus", "vs_sim.corpora")
corpus = registrar(CORPORA)
"""Register the reader of a corpus: `@corpus("persuasion_for_good")`."""


def read_corpus(name: str, path: Path) -> Corpus:
    """Read a corpus of a known name.

    Args:
        name: A registered corpus.
        path: The folder with its files.

    Raises:
        UnknownName: No corpus has that name.
        ScenarioError: A file is missing or has faults.
    """
    return CORPORA.get(name)(path)


@dataclass(frozen=True)
class Record:
    """One row of a published table: texts as they were written, blanks and all."""

    place: Place
    cells: Mapping[str, str]

    def meaning(self, column: str, codes: Mapping[str, str]) -> str:
        """What a code in a column stands for.

        Raises:
            ScenarioError: It is not one of the known codes.
        """
        found = self.cells[column].strip()
        if found not in codes:
            raise self.place.error(f"{column} must be one of {', '.join(codes)}, found {found!r}")
        return codes[found]

    def whole(self, column: str) -> int:
        """The whole number in a column.

        Raises:
            ScenarioError: It is none.
        """
        number = self.number(column)
        if number is None or not number.is_integer():
            raise self.place.error(f"{column} must be a whole number, found {self.cells[column]!r}")
        return int(number)

    def number(self, column: str) -> float | None:
        """The number in a column; None where it is empty.

        Raises:
            ScenarioError: It is neither.
        """
        text = self.cells[column].strip()
        if text == "":
            return None
        try:
            number = float(text)
        except ValueError as error:
            raise self.place.error(f"{column} must be a number, found {text!r}") from error
        if number != number or number in (float("inf"), float("-inf")):
            raise self.place.error(f"{column} must be a finite number, found {text!r}")
        return number


def read_records(path: Path, columns: Sequence[str]) -> Iterator[Record]:
    """The rows of a published CSV table, untouched.

    Args:
        path: The file; UTF-8 with a header, at most 50 MB.
        columns: Columns it must have.

    Raises:
        ScenarioError: It cannot be read, lacks a column, or a row has another number of cells than the header.
    """
    source = read_source(path, LARGEST_FILE)
    reader = csv.reader(io.StringIO(source.text, newline=""), strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            place = Place(source, reader.line_num, 1)
            if not header:
                header = _checked(cells, columns, place)
            elif cells and len(cells) != len(header):
                raise place.error(f"expected {len(header)} cells as in the header, found {len(cells)}")
            elif cells:
                yield Record(place, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise Place(source, reader.line_num, 1).error(f"not CSV: {error}") from error
    if not header:
        raise Place(source).error("is empty", hint="give the file as it was published")


def _checked(header: list[str], columns: Sequence[str], place: Place) -> list[str]:
    for column in columns:
        if column not in header:
            raise place.error(f"has no column {column!r}", hint=did_you_mean(column, header))
    return header
