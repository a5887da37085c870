"""Answers in a table: a Markdown table, or comma-separated lines under a header."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from vs_sim.elicitation.parsing.field_names import role_of, scale_of
from vs_sim.elicitation.parsing.items import ABSENT, Item
from vs_sim.elicitation.parsing.trailing_weight import unwrapped
from vs_sim.elicitation.typed.number_text import reads_as_number

_RULE = re.compile(r"\s*\|?[\s:|-]*--[\s:|-]*")


def tabled(rows: Sequence[str]) -> list[Item]:
    """The answers in a table; empty when the lines hold none.

    Args:
        rows: The lines of a text that are not blank.
    """
    rule = next((at for at, row in enumerate(rows) if "|" in row and _RULE.fullmatch(row)), None)
    if rule:
        header = _cells(rows[rule - 1])
        body = [_cells(row) for row in rows[rule + 1 :] if "|" in row]
        return _items(header, [row for row in body if len(row) == len(header)])
    for at, row in enumerate(rows):
        for mark in ",;\t":
            header = [cell.strip() for cell in row.split(mark)]
            if len(header) > 1 and any(map(_names_text, header)) and any(map(scale_of, header)):
                body = list(csv.reader(rows[at + 1 :], delimiter=mark, skipinitialspace=True))
                return _items(header, [line for line in body if len(line) == len(header)])
    return []


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _names_text(key: str) -> bool:
    return role_of(key) == "text"


def _items(header: list[str], body: list[list[str]]) -> list[Item]:
    """The answers of a table's body: the columns are known by their headers, else by what they hold."""
    columns = range(len(header))
    numeric = [at for at in columns if body and all(reads_as_number(row[at]) for row in body)]
    weights = [at for at in columns if scale_of(header[at])] or [at for at in numeric[-1:] if at > 0]
    weight = weights[0] if weights else None
    texts = [at for at in columns if _names_text(header[at]) and at != weight]
    texts = texts or [at for at in columns if at not in (*numeric, weight) and role_of(header[at]) != "aside"]
    if not texts:
        return []
    if weight is None:
        return [Item(unwrapped(row[texts[0]]), ABSENT) for row in body]
    scale = scale_of(header[weight]) or "asked"
    return [Item(unwrapped(row[texts[0]]), row[weight], scale) for row in body]
