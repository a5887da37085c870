"""Answers as lines of plain text: numbered lines, bullets, `field: value` lines, tables.

Lines are the loosest form, so they count only when they look like a list of answers and nothing like prose:
with weights on most of them, or numbered like the answers that were asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vs_sim.elicitation.parsing.answer_tables import tabled
from vs_sim.elicitation.parsing.containers import Payload
from vs_sim.elicitation.parsing.field_names import SURE_TEXTS, Scale, bare, scale_of
from vs_sim.elicitation.parsing.items import ABSENT, Item
from vs_sim.elicitation.parsing.refusal import refuses
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.trailing_weight import unwrapped, weight_in
from vs_sim.elicitation.typed.number_text import read_number, reads_as_number

MAX_LINE = 2000
"""Longer lines are no list entries."""
_MARKER = re.compile(
    r"\s{0,20}[*_#]{0,3}(?:(?:response|option|candidate|answer|reply|utterance)\s{0,3}#?(\d{1,3})[*_]{0,3}\s{0,3}[:.)\-–—]|"
    r"\(?(\d{1,3})[.)\]:、]|\[(\d{1,3})\]|[-*•–·‣+])[*_]{0,3}(?:\s{1,10}|(?=[\"“'*「])|$)(.*)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\s{0,9}[#*_]{0,6} ?(?:response|option|candidate|answer|reply|utterance) ?#?(\d{1,3}) ?[:.]?[*_]{0,3}\s{0,9}$",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\s{0,20}[*_\"']{0,3}([^\W\d_][\w %()]{0,30}?)[*_\"']{0,3}\s{0,3}[:：=][*_]{0,3}\s{0,5}(.*)")
_TEXT_FIELDS = SURE_TEXTS | {"option", "candidate", "completion", "amount", "value", "donation", "message"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line, or lines, that may be an answer."""

    item: Item
    number: str = ""
    marked: bool = True
    row: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as far as finding answers depends on it.

    Attributes:
        weights: Whether weights were asked for; a sequence is a plain list.
        count: How many answers were asked for, if a number was given.
        cut: Whether the model was stopped before it had finished.
    """

    weights: bool
    count: int | None = None
    cut: bool = False


def listed(text: str, asked: Asked, repairs: Repairs) -> Payload | None:
    """The answers in the lines of a text; None when its lines are no list of answers.

    Args:
        text: The model's answer.
        asked: What was asked for.
        repairs: Takes the repairs `lines`, `table` and `truncated`.
    """
    rows = _rows(text)
    if items := tabled(rows):
        repairs.add("table")
        return Payload(tuple(items), sure=any(item.weighted for item in items))
    entries = _entries(rows, asked.weights)
    if entries and (asked.cut or _is_fragment(entries[-1])) and entries[-1].row == len(rows) - 1:
        entries.pop()
        repairs.add("truncated", "an unfinished line was dropped")
    if not _is_list(entries, len(rows), asked):
        return None
    repairs.add("lines")
    return Payload(tuple(entry.item for entry in entries))


def _rows(text: str) -> list[str]:
    """The lines of a text that may hold answers; a heading `Response 1` becomes the number of the line below."""
    rows: list[str] = []
    heading = None
    for line in text.splitlines():
        if not line.strip() or len(line) > MAX_LINE:
            continue
        rows.append(f"{heading}. {line.strip()}" if heading else line)
        match = _HEADING.match(line)
        heading = match[1] if match else None
        if heading:
            rows.pop()
    return rows


def _is_fragment(entry: _Entry) -> bool:
    """Whether a line breaks off: a quote or a bracket in it is never closed."""
    text = str(entry.item.text)
    open_quote = text[:1] in ('"', "“") and text.count('"') + text.count("“") + text.count("”") == 1
    return not entry.item.weighted and (open_quote or text.count("(") > text.count(")"))


def _is_list(entries: Sequence[_Entry], rows: int, asked: Asked) -> bool:
    count = asked.count
    if len(entries) < min(2, count or 2):
        return False
    weighted = [entry for entry in entries if entry.item.weighted]
    if not asked.weights:
        return all(entry.marked for entry in entries)
    if not weighted:
        return len(entries) == count and count > 1 and all(entry.number for entry in entries)
    if all(entry.marked for entry in entries):
        return 2 * len(weighted) >= len(entries)
    numbers = [number for entry in weighted if (number := read_number(entry.item.weight))]
    total = sum(number.value for number in numbers)
    plausible = 0.5 <= total <= 1.6 or 90 <= total <= 110
    return plausible and 2 * len(entries) >= rows


def _entries(rows: Sequence[str], weights: bool) -> list[_Entry]:
    entries: list[_Entry] = []
    for at, row in enumerate(rows):
        marker = _MARKER.match(row)
        number = (marker[1] or marker[2] or marker[3] or "") if marker else ""
        rest = marker[4] if marker else row
        if not entries and weights and refuses(row) and not marker:
            return []  # what follows is advice, not the answers asked for
        if number == "1" and entries:
            entries.clear()  # a whole list written later replaces the earlier one
        field = _field(rest)
        if field and field[1] is not None:
            _attach(entries, rest, field[1])
            continue
        if field and not field[0]:
            continue
        if entry := _entry(field[0] if field else rest, number, marked=bool(marker or field), weights=weights):
            entries.append(replace(entry, row=at))
    return entries


def _field(line: str) -> tuple[str, Scale | None] | None:
    """The value of a `field: value` line and, for a weight, its scale."""
    match = _FIELD.match(line)
    if match is None:
        return None
    if (scale := scale_of(match[1])) and reads_as_number(match[2].strip().strip("*_\"',")):
        return match[2], scale
    return (match[2], None) if bare(match[1]) in _TEXT_FIELDS else None


def _attach(entries: list[_Entry], line: str, scale: Scale) -> None:
    """Give the weight of a line of its own to the answer above it."""
    match = _FIELD.match(line)
    if entries and not entries[-1].item.weighted and match:
        item = replace(entries[-1].item, weight=match[2].strip().strip("*_\"',"), scale=scale)
        entries[-1] = replace(entries[-1], item=item)


def _entry(line: str, number: str, *, marked: bool, weights: bool) -> _Entry | None:
    found = weight_in(line) if weights else None
    if found:
        return _Entry(Item(*found), number, marked)
    text = unwrapped(line.strip().rstrip(","))
    return _Entry(Item(text, ABSENT), number) if marked and text else None
