"""The tables of a log: one per event, keyed by the name of the draw."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from vs_sim.core.event import Answered, Asked, Closed, Event, Failed, Opened, RunPaused, canonical
from vs_sim.core.message import Name
from vs_sim.log.integrity.checksums import row_sum

Statement = tuple[str, tuple[Any, ...]]
"""An `INSERT … VALUES (?, …)` and what it inserts."""
LOG_VERSION = 2
READ_VERSIONS = (1, 2)
"""Version 1 had no checksums."""
AT_ONCE = 58
"""Rows that one statement inserts, so that its values stay below SQLite's oldest limit of 999."""
LOG_FILE = "log.sqlite"
"""The log's name inside a run folder."""

LOG_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE opened (seq INTEGER PRIMARY KEY, at REAL, scenario TEXT, seed INTEGER, versions TEXT, sum INTEGER);
CREATE TABLE drained (seq INTEGER PRIMARY KEY, at REAL, reason TEXT, sum INTEGER);
CREATE TABLE asked (
  name TEXT PRIMARY KEY, unit TEXT, at REAL, model TEXT, sha256 TEXT, request BLOB, text TEXT, finish_reason TEXT,
  answered_by TEXT, prompt_tokens INTEGER, completion_tokens INTEGER, usd REAL, seconds REAL, retries INTEGER,
  dropped TEXT, structured TEXT, sum INTEGER);
CREATE TABLE answered (
  name TEXT PRIMARY KEY, unit TEXT, at REAL, speaker TEXT, question TEXT, private INTEGER, exchange INTEGER,
  method TEXT, draw TEXT, text TEXT, value, sum INTEGER);
CREATE TABLE closed (unit TEXT PRIMARY KEY, at REAL, failed TEXT, outcome TEXT, personas TEXT, sum INTEGER);
CREATE TABLE failed (
  seq INTEGER PRIMARY KEY, name TEXT, unit TEXT, at REAL, what TEXT, reason TEXT, raw TEXT, sum INTEGER);
CREATE INDEX asked_unit ON asked (unit);
CREATE INDEX answered_unit ON answered (unit);
CREATE UNIQUE INDEX failed_once ON failed (name, what) WHERE what <> 'transport';
"""


def joined(name: Name) -> str:
    """A name as the log writes it: its parts joined by slashes."""
    return "/".join(name)


def ordered(value: Any) -> str:
    """JSON that keeps the order of keys: roles speak, and attributes are prompted, in the order written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def insert_of(event: Event) -> Statement:
    """The statement and the values that keep an event; an event kept before is kept once."""
    now = time.time()
    head: tuple[Any, ...]
    tail: tuple[Any, ...]
    match event:
        case Opened():
            return _insert("opened", (None, now, ordered(event.scenario), event.seed, ordered(event.versions)))
        case RunPaused():
            return _insert("drained", (None, now, event.reason))
        case Asked(request=request, reply=reply):
            packed = zlib.compress(request.to_json().encode(), 1)
            head = (joined(event.name), event.unit, now, event.model, request.sha256, packed, reply.text)
            answered = (reply.finish_reason, reply.model, reply.prompt_tokens, reply.completion_tokens, reply.usd)
            tail = (reply.seconds, event.retries, json.dumps(reply.dropped), reply.structured)
            return _insert("asked", (*head, *answered, *tail))
        case Answered(draw=draw):
            head = (joined(event.name), event.unit, now, event.speaker, event.question, event.private)
            tail = (event.exchange, event.method, canonical(draw.to_dict()), draw.text, draw.candidate.value)
            return _insert("answered", (*head, *tail))
        case Closed(outcome=outcome):
            values = (event.unit, now, outcome.get("failed"), canonical(outcome), ordered(event.personas))
            return _insert("closed", values)
        case Failed():
            return _insert("failed", (None, joined(event.name), event.unit, now, event.what, event.reason, event.raw))


def in_batches(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The same rows, in the same order within each table, in a few statements of many rows.

    Each statement releases the interpreter and waits for it again; one per row would cost more in waiting than in
    writing. Statements without values, such as deletions, keep their place between the others.
    """
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for statement, values in statements:
        if values:
            rows.setdefault(statement, []).append(values)
            continue
        yield from _of_many_rows(rows)
        yield statement, values
        rows = {}
    yield from _of_many_rows(rows)


def _of_many_rows(rows: Mapping[str, list[tuple[Any, ...]]]) -> Iterator[Statement]:
    for statement, its in rows.items():
        cut = statement.rindex("(")
        for first in range(0, len(its), AT_ONCE):
            some = its[first : first + AT_ONCE]
            yield statement[:cut] + ",".join([statement[cut:]] * len(some)), tuple(chain.from_iterable(some))


def _insert(table: str, values: tuple[Any, ...]) -> Statement:
    summed = (*values, row_sum(table, values))
    return f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(summed))})", summed
