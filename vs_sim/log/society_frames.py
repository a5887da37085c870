"""Tidy frames of a society on a network: where everybody stood in each round, who has ties, who talked with whom."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator
from typing import Any

import pandas as pd

STANCES = ("unit", "person", "role", "round", "rule", "value", "mean", "variance", "entropy", "probabilities")
TIES = ("source", "target", "weight")
TIE_CHANGES = ("round", "unit", "lost", "gained")
TALKS = ("round", "unit", "speakers", "turns")


def _in_a_round(log: sqlite3.Connection, columns: str, where: str) -> Iterator[tuple[int, list[str], tuple[Any, ...]]]:
    """What was answered in a round: its number, the parts of the name, and the columns asked for."""
    for name, *values in log.execute(f"SELECT name, {columns} FROM answered WHERE {where} ORDER BY unit, rowid"):
        parts = str(name).split("/")
        if len(parts) > 2 and parts[1][:1] == "r" and parts[1][1:].isdigit():
            yield int(parts[1][1:]), parts, tuple(values)


def stances_by_round(log: sqlite3.Connection, question: str = "stance") -> pd.DataFrame:
    """One row per person and round of a question that everybody is asked in every round.

    Columns: `unit` and `person` (who), `role`, `round` (0 is before the first), `rule` (whether an opinion rule
    answered), `value` (the one drawn), `mean`, `variance` and `entropy` (bits) of the stated distribution, and
    `probabilities` (value to probability). An answer that could not be read has no row.
    """
    people = {
        unit: persona["person"]
        for unit, personas in log.execute("SELECT unit, personas FROM closed")
        for persona in json.loads(personas).values()
    }
    rows = []
    for number, parts, (role, method, value, draw) in _in_a_round(
        log, "speaker, method, value, draw", f"private = 1 AND question = {_quoted(question)}"
    ):
        shares: dict[float, float] = {}
        for _, _, probability, each in json.loads(draw)["candidates"]:
            shares[float(each)] = shares.get(float(each), 0.0) + probability
        total = math.fsum(shares.values())
        shares = {point: share / total for point, share in sorted(shares.items())}
        mean = math.fsum(point * share for point, share in shares.items())
        variance = math.fsum(share * (point - mean) ** 2 for point, share in shares.items())
        bits = -math.fsum(share * math.log2(share) for share in shares.values() if share > 0) + 0.0
        who = (parts[0], people.get(parts[0], ""), role, number, method == "rule")
        rows.append((*who, float(value), mean, variance, bits, shares))
    return pd.DataFrame(rows, columns=list(STANCES))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def ties_by_direction(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per tie and direction: `source` (who is listened to), `target` (who listens), `weight`.

    Known of completed runs; an undirected tie has two rows.
    """
    rows = []
    for unit, personas in log.execute("SELECT unit, personas FROM closed ORDER BY unit"):
        for persona in json.loads(personas).values():
            own = persona.get("own", {})
            others = str(own.get("neighbours", "")).split()
            weights = str(own.get("weights", "")).split() or ["1"] * len(others)
            rows += [(unit, other, float(weight)) for other, weight in zip(others, weights, strict=True)]
    return pd.DataFrame(rows, columns=list(TIES))


def talks_by_round(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per talk, by round.

    Columns: `round` (1-based), `unit` (under whom it is logged), `speakers` (units, who opens first, separated by
    blanks), `turns` (how many were spoken; fewer than planned where it broke off).
    """
    found: dict[tuple[int, str, str], int] = {}
    for number, parts, _ in _in_a_round(log, "rowid", "private = 0"):
        if parts[2].startswith("with "):
            key = (number, parts[0], f"{parts[0]} {parts[2][5:]}")
            found[key] = found.get(key, 0) + 1
    rows = [(*key, turns) for key, turns in sorted(found.items())]
    return pd.DataFrame(rows, columns=list(TALKS))


def tie_changes_by_round(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per tie that was replaced, by round.

    Columns: `round` (1-based, after which), `unit` (who did it), `lost` and `gained` (units of the others).
    """
    found = _in_a_round(log, "text", "private = 1 AND question = 'tie'")
    rows = sorted((number, parts[0], *text.split(" ", 1)) for number, parts, (text,) in found)
    return pd.DataFrame(rows, columns=list(TIE_CHANGES))
