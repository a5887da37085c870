"""Tidy frames from a log: one function per frame, every column documented."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

import pandas as pd

from vs_sim.log.society_frames import stances_by_round as stances_by_round
from vs_sim.log.society_frames import talks_by_round as talks_by_round
from vs_sim.log.society_frames import tie_changes_by_round as tie_changes_by_round
from vs_sim.log.society_frames import ties_by_direction as ties_by_direction


def dialogues(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per closed dialogue.

    Columns: `unit` (its name), `failed` (the reason, or None), one column per role with the person who played
    it, one per question asked at the end with the value decided (missing when the dialogue failed), and one per fact
    that an imported corpus knows of its dialogues.
    """
    rows = []
    for unit, failed, outcome, personas in log.execute(
        "SELECT unit, failed, outcome, personas FROM closed ORDER BY unit"
    ):
        people = {role: persona["person"] for role, persona in json.loads(personas).items()}
        ended = json.loads(outcome)
        rows.append({"unit": unit, "failed": failed, **people, **ended["decisions"], **ended.get("facts", {})})
    return pd.DataFrame(rows, columns=None if rows else ["unit", "failed"])


def personas(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per dialogue and role: `unit`, `role`, `person`, `source`, and one column per prompted attribute.

    Where real participants are simulated, `own.dialogue` and `own.paid` hold facts about them that no
    prompt states.
    """
    rows = []
    for unit, personas in log.execute("SELECT unit, personas FROM closed ORDER BY unit"):
        for role, persona in json.loads(personas).items():
            who = {"unit": unit, "role": role, "person": persona["person"], "source": persona["source"]}
            own = {f"own.{name}": value for name, value in persona.get("own", {}).items()}
            rows.append({**who, **own, **persona["traits"]})
    return pd.DataFrame(rows, columns=None if rows else ["unit", "role", "person", "source"])


ANSWERED = "SELECT unit, exchange, speaker, question, private, method, draw, text, value FROM answered"


def _answered(log: sqlite3.Connection, where: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    rows = []
    for unit, exchange, role, question, private, method, draw, text, value in log.execute(
        f"{ANSWERED} WHERE {where} ORDER BY unit, rowid", tuple(values)
    ):
        rows.append(
            {
                "unit": unit,
                "exchange": exchange,
                "role": role,
                "question": question,
                "private": bool(private),
                "method": method,
                "text": text,
                "value": value,
                "draw": json.loads(draw),
            }
        )
    return rows


def turns(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per turn, in the order spoken.

    Columns: `unit`, `turn` (0-based within the dialogue), `exchange` (0-based), `role`, `question`, `method`,
    `text`, `words` (separated by blanks), `candidates` (how many were offered), `index` (the one drawn,
    0-based), `probability` (used for the one drawn).
    """
    columns = [
        "unit",
        "turn",
        "exchange",
        "role",
        "question",
        "method",
        "text",
        "words",
        "candidates",
        "index",
    ]
    rows: list[dict[str, Any]] = []
    unit, turn = None, 0
    for answer in _answered(log, "private = 0"):
        turn = turn + 1 if answer["unit"] == unit else 0
        unit, drawn = answer["unit"], answer["draw"]
        rows.append(
            {column: answer[column] for column in columns if column in answer}
            | {"turn": turn, "words": len(answer["text"].split()), "candidates": len(drawn["candidates"])}
            | {"index": drawn["index"], "probability": drawn["candidates"][drawn["index"]][2]}
        )
    return pd.DataFrame(rows, columns=[*columns, "probability"])


def candidates(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per candidate of every answer, in the order given.

    Columns: `unit`, `exchange`, `role`, `question`, `private`, `method`, `position` (0-based), `text`, `value`
    (typed questions), `stated` (the weight as the model stated it), `probability` (used), `drawn`, `select`,
    `u` (the number drawn), `reading`, `repairs` (names, separated by blanks).
    """
    names = [
        "unit",
        "exchange",
        "role",
        "question",
        "private",
        "method",
        "position",
        "text",
        "value",
        "stated",
    ]
    names += ["probability", "drawn", "select", "u", "reading", "repairs"]
    rows = []
    for answer in _answered(log, "1"):
        draw = answer["draw"]
        shared = {key: answer[key] for key in names[:6]} | {key: draw[key] for key in ("select", "u", "reading")}
        shared["repairs"] = " ".join(dict.fromkeys(kind for kind, _ in draw["repairs"]))
        for position, (text, stated, probability, value) in enumerate(draw["candidates"]):
            own = {"position": position, "text": text, "value": value, "stated": stated}
            rows.append(shared | own | {"probability": probability, "drawn": position == draw["index"]})
    return pd.DataFrame(rows, columns=names)


def answers(log: sqlite3.Connection, question: str) -> pd.DataFrame:
    """One row per answer to a question.

    Columns: `unit`, `exchange` (missing outside exchanges), `role`, `method`, `text`, `value` (a number, an
    option, or None for text questions), `candidates` (how many were offered), `probability` (used for the one
    drawn), `closed` (whether the dialogue was completed).
    """
    ended = {unit for (unit,) in log.execute("SELECT unit FROM closed WHERE failed IS NULL")}
    columns = ["unit", "exchange", "role", "method", "text", "value", "candidates", "probability", "closed"]
    rows = []
    for answer in _answered(log, "question = ?", (question,)):
        draw = answer["draw"]
        rows.append(
            {column: answer[column] for column in columns[:6]}
            | {"candidates": len(draw["candidates"]), "closed": answer["unit"] in ended}
            | {"probability": draw["candidates"][draw["index"]][2]}
        )
    return pd.DataFrame(rows, columns=columns)


def calls(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per committed reply.

    Columns: `name` (of the draw), `unit`, `model` (key of the model entry), `answered_by` (as the provider
    named it), `finish_reason`, `prompt_tokens`, `completion_tokens`, `usd` (missing when unknown), `seconds`,
    `retries` (transport), `structured` (how the form was enforced), `dropped` (parameters not sent), `text`.
    """
    return pd.read_sql_query(
        "SELECT name, unit, model, answered_by, finish_reason, prompt_tokens, completion_tokens, usd, seconds, "
        "retries, structured, dropped, text FROM asked ORDER BY unit, rowid",
        log,
    )


def failures(log: sqlite3.Connection) -> pd.DataFrame:
    """One row per failure.

    Columns: `name`, `unit`, `what` (`unreadable`, `dialogue` or `transport`), `reason`, `raw` (the model's
    text, if there was one).
    """
    return pd.read_sql_query("SELECT name, unit, what, reason, raw FROM failed ORDER BY unit, seq", log)
