"""Tables as people have them: a known content, written with the oddities of real files, from a seed."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass

from vs_sim.core.persona import Trait

WORDS = (
    "clerk",
    "nurse",
    "Zürich",
    "prefer not to say",
    "5 or more",
    "no, thanks",
    'the "boss"',
    "a;b",
    "x|y",
    "-",
    "None",
)
CODES = ("02139", "12E3", "3E2", "7a", "0001", "9" * 20)
MISSING = ("", "NA", "N/A", "NULL", "nan", ".")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


@dataclass(frozen=True)
class OddTable:
    """A file and what it means.

    Attributes:
        content: Its bytes.
        people: By person, what is known; the meaning of the file.
        broken: Whether the file has a fault that no reader may pass over.
    """

    content: bytes
    people: dict[str, dict[str, Trait]]
    broken: bool


def odd_table(seed: int) -> OddTable:
    """One table: columns of numbers, codes and words for a few persons, written in some dialect, perhaps damaged."""
    draw = random.Random(seed)
    delimiter, comma = draw.choice([(",", False), (";", False), (";", True), ("\t", False), ("\t", True), ("|", False)])
    kinds = [draw.choice(("whole", "number", "code", "word")) for _ in range(draw.randint(1, 4))]
    names = [f"{kind}{at}" for at, kind in enumerate(kinds)]
    people: dict[str, dict[str, Trait]] = {}
    rows: list[list[str]] = []
    for number in range(draw.randint(2, 6)):
        person = draw.choice((f"p{number}", f"0{number}", f"{number}E3", f"{number}"))
        known: dict[str, Trait] = {}
        cells = [person]
        for name, kind in zip(names, kinds, strict=True):
            text, value = _cell(draw, kind, comma=comma)
            cells.append(text)
            if value is not None:
                known[name] = value
        people[person] = known
        rows.append(cells)
    header = [draw.choice(("person", "Person", "id")), *names]
    if draw.random() < 0.2:
        header, rows = ["", *header], [[str(at), *cells] for at, cells in enumerate(rows)]
    header, rows, broken = _damaged(draw, header, rows)
    text = _written(draw, header, rows, delimiter)
    if draw.random() < 0.05:
        text, broken = f'{text.rstrip()[:-1]}{delimiter}"never closed', True
    return OddTable(text.encode(draw.choice(ENCODINGS), errors="replace"), people, broken)


def _cell(draw: random.Random, kind: str, *, comma: bool) -> tuple[str, Trait | None]:
    """A cell as it is written, and what it means; None where it is missing."""
    if draw.random() < 0.15:
        return draw.choice(MISSING), None
    if kind == "whole":
        whole = draw.randint(-20, 1500)
        return str(whole), whole
    if kind == "number":
        number = draw.randint(1, 99_999) / draw.choice((4, 10, 100))
        text = f"{number:.2f}"
        return (_with_comma(draw, text) if comma else text), number
    word = draw.choice(CODES if kind == "code" else WORDS)
    if kind == "word" and draw.random() < 0.1:
        return f"{word}\nand more", f"{word} and more"
    return word, word


def _with_comma(draw: random.Random, text: str) -> str:
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}".replace(",", ".") + f",{rest}" if draw.random() < 0.5 else f"{whole},{rest}"


def _damaged(draw: random.Random, header: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]], bool]:
    """The same table, sometimes with a fault."""
    what, row = draw.randrange(20), draw.randrange(len(rows))
    if what == 0:
        rows[row] = [*rows[row], "surplus"]
    elif what == 1:
        rows[row] = rows[row][:-1]
    elif what == 2:
        header = [*header[:-1], header[-2]] if len(header) > 2 else [*header[:-1], header[0]]
    elif what == 3:
        rows[row][header.index("") + 1 if "" in header else 0] = ""
    elif what == 4:
        header = [*header[:-1], next(name for name in header if name.casefold() in ("person", "id")).swapcase()]
    else:
        return header, rows, False
    return header, rows, True


def _written(draw: random.Random, header: list[str], rows: list[list[str]], delimiter: str) -> str:
    ends = draw.choice(("\n", "\r\n"))
    quoted = draw.random() < 0.5
    file = io.StringIO(newline="")
    if quoted:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=ends)
    writer.writerow(header)
    writer.writerows(rows)
    return file.getvalue() + (ends if draw.random() < 0.2 else "")
