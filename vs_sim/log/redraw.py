"""The draws of a run as they were logged, and the same distributions drawn from again without a model."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

import pandas as pd

from vs_sim import seeds
from vs_sim.core.distribution import Draw, Select

_ALL = """
SELECT answered.name, answered.unit, exchange, speaker, question, method, draw, personas FROM answered
LEFT JOIN closed ON closed.unit = answered.unit
"""
_COMPLETED = "WHERE closed.failed IS NULL AND closed.unit IS NOT NULL AND question = ? AND exchange IS ?"
_ORDER = "ORDER BY answered.unit, answered.rowid"


@dataclass(frozen=True)
class LoggedDraw:
    """One answer of a dialogue.

    Attributes:
        name: The name of the draw, as in the log.
        unit: The dialogue.
        exchange: 0-based; None outside exchanges.
        role: Who answered.
        question: What was asked, by its name.
        method: How it was asked.
        draw: The distribution and what was drawn from it.
        person: The person who played the role; empty while the dialogue is not closed.
    """

    name: str
    unit: str
    exchange: int | None
    role: str
    question: str
    method: str
    draw: Draw
    person: str = ""


def draws_of(log: sqlite3.Connection, question: str, exchange: int | None = None) -> list[LoggedDraw]:
    """The draws that answered a question in completed dialogues.

    Args:
        log: The run's log.
        question: The question's name.
        exchange: 0-based; None for answers outside exchanges.
    """
    return [_read(row) for row in log.execute(f"{_ALL} {_COMPLETED} {_ORDER}", (question, exchange))]


def all_draws(log: sqlite3.Connection) -> list[LoggedDraw]:
    """Every draw of a run, those of failed dialogues included."""
    return [_read(row) for row in log.execute(f"{_ALL} {_ORDER}")]


def _read(row: tuple[Any, ...]) -> LoggedDraw:
    name, unit, exchange, role, question, method, draw, personas = row
    person = json.loads(personas)[role]["person"] if personas else ""
    return LoggedDraw(name, unit, exchange, role, question, method, Draw.from_dict(json.loads(draw)), person)


def redrawn(
    log: sqlite3.Connection, question: str, exchange: int | None, select: Select | None, seed: int | None
) -> pd.DataFrame:
    """One row per answer, drawn again from its logged distribution.

    Args:
        log: The run's log.
        question: The question's name.
        exchange: 0-based; None for answers outside exchanges.
        select: How it is drawn; None for the way in which it was drawn before.
        seed: Of new numbers, each from the generator of the draw's own name; None for the numbers in the log.

    Columns: `unit`, `role`, `person`, `method`, `text`, `value` (a number, an option, or None for text questions),
    `probability` (used for the one drawn), `index` (0-based), `select`, `u`.
    """
    rows = []
    for one in draws_of(log, question, exchange):
        u = one.draw.u if seed is None else seeds.uniform(seed, one.name.split("/"))
        again = Draw.make(one.draw.distribution, select or one.draw.select, u)
        who = {"unit": one.unit, "role": one.role, "person": one.person, "method": one.method}
        what = {"text": again.text, "value": again.candidate.value, "probability": again.candidate.probability}
        rows.append(who | what | {"index": again.index, "select": again.select, "u": again.u})
    columns = ["unit", "role", "person", "method", "text", "value", "probability", "index", "select", "u"]
    return pd.DataFrame(rows, columns=columns)
