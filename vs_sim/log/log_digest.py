"""The digest of a log: equal for equal runs, whatever the order, time, cost or interruptions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from vs_sim.core.event import run_digest, unit_digest

CONTENTS = """
SELECT unit, 'asked', name, text FROM asked
UNION ALL SELECT unit, 'answered', name, draw FROM answered
UNION ALL SELECT unit, 'closed', unit, outcome FROM closed
UNION ALL SELECT unit, 'failed:' || what, name, json_array(reason, raw) FROM failed WHERE what <> 'transport'
ORDER BY 1
"""


def log_digest(log: sqlite3.Connection) -> str:
    """SHA-256 of what happened, dialogue by dialogue."""
    rows: Iterator[tuple[str, str, str, str]] = log.execute(CONTENTS)
    units = groupby(rows, key=lambda row: row[0])
    return run_digest(
        {
            unit: unit_digest((kind, tuple(name.split("/")), text) for _, kind, name, text in group)
            for unit, group in units
        }
    )
