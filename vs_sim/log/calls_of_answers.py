"""Which calls answered a question."""

from __future__ import annotations

import sqlite3

_LAST_CALLS = """
SELECT max(asked.name) FROM asked JOIN answered ON asked.unit = answered.unit
  AND asked.name LIKE answered.name || '/%' JOIN closed ON closed.unit = answered.unit
WHERE answered.question = ? AND answered.exchange IS NULL AND closed.failed IS NULL GROUP BY answered.name
"""


def calls_of_answers(log: sqlite3.Connection, question: str) -> list[str]:
    """The names of the calls whose replies answered a question at the end of completed dialogues."""
    return sorted(name for (name,) in log.execute(_LAST_CALLS, (question,)))
