"""The labels that coders assigned in a run, in a file next to its log: a finished log is never written again.

Every coder's labels are kept for themselves, by coding and dialogue; coding a dialogue again replaces what the same
coder said before. Each label carries a hash of the text it is about, so that labels of another log are noticed.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vs_sim.core.label import Label
from vs_sim.errors import LogCorrupt, LogError
from vs_sim.log.sqlite import Connection

CODINGS_FILE = "codings.sqlite"
"""The file's name inside a run folder."""
_VERSION = 1
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE coded (
  coding TEXT, coder TEXT, unit TEXT, version TEXT, at REAL, sha TEXT, PRIMARY KEY (coding, coder, unit)) WITHOUT ROWID;
CREATE TABLE labels (coding TEXT, coder TEXT, unit TEXT, turn INTEGER, part INTEGER, label TEXT, value REAL);
CREATE INDEX labels_of ON labels (coding, coder, unit);
"""


@dataclass(frozen=True)
class CodedDialogue:
    """What one coder said about one dialogue.

    Attributes:
        unit: The dialogue.
        labels: In order; empty when it was coded and nothing applies.
        sha: SHA-256 of the dialogue's turns, as `text_fingerprint` gives it.
    """

    unit: str
    labels: tuple[Label, ...]
    sha: str


def write_codings(folder: Path, coding: str, coder: str, coded: Sequence[CodedDialogue], *, version: str = "1") -> None:
    """Keep what a coder said, in place of what the same coder said about these dialogues before.

    Args:
        folder: The run folder.
        coding: The coding's name.
        coder: Who coded, for example `annotators` or `rules`.
        coded: The dialogues that were coded.
        version: Of the coder.

    Raises:
        LogError: The file cannot be written.
    """
    try:
        with _open(folder, write=True) as connection:
            who = [(coding, coder, entry.unit) for entry in coded]
            connection.executemany("DELETE FROM labels WHERE coding=? AND coder=? AND unit=?", who)
            connection.executemany(
                "INSERT OR REPLACE INTO coded VALUES (?, ?, ?, ?, ?, ?)",
                ((coding, coder, entry.unit, version, time.time(), entry.sha) for entry in coded),
            )
            connection.executemany(
                "INSERT INTO labels VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (coding, coder, entry.unit, found.turn, found.part, found.label, found.value)
                    for entry in coded
                    for found in entry.labels
                ),
            )
        connection.close()
    except sqlite3.Error as error:
        raise LogError(f"{folder / CODINGS_FILE}: cannot be written ({error})") from error


def read_codings(folder: Path, coding: str, coder: str) -> dict[str, CodedDialogue]:
    """What a coder said, by dialogue; empty when they coded nothing.

    Raises:
        LogError: The file cannot be read.
    """
    if not (folder / CODINGS_FILE).exists():
        return {}
    try:
        connection = _open(folder)
        who = (coding, coder)
        labels: dict[str, list[Label]] = {}
        for unit, turn, part, label, value in connection.execute(
            "SELECT unit, turn, part, label, value FROM labels WHERE coding=? AND coder=? ORDER BY unit, rowid", who
        ):
            labels.setdefault(unit, []).append(Label(label, turn, part, value))
        units = connection.execute("SELECT unit, sha FROM coded WHERE coding=? AND coder=? ORDER BY unit", who)
        found = {unit: CodedDialogue(unit, tuple(labels.get(unit, ())), sha) for unit, sha in units}
        connection.close()
    except sqlite3.Error as error:
        raise LogError(f"{folder / CODINGS_FILE}: cannot be read ({error})") from error
    return found


def coders_of(folder: Path) -> Mapping[str, list[str]]:
    """Who coded, by coding."""
    if not (folder / CODINGS_FILE).exists():
        return {}
    found: dict[str, list[str]] = {}
    connection = _open(folder)
    for coding, coder in connection.execute("SELECT DISTINCT coding, coder FROM coded ORDER BY 1, 2"):
        found.setdefault(coding, []).append(coder)
    connection.close()
    return found


def _open(folder: Path, *, write: bool = False) -> sqlite3.Connection:
    path = folder / CODINGS_FILE
    mode = "rwc" if write else "ro"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, factory=Connection)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    if write and not tables:
        connection.executescript(f"BEGIN; {_TABLES} INSERT INTO meta VALUES ('version', '{_VERSION}'); COMMIT;")
    elif "meta" not in tables:
        raise LogCorrupt(f"{path}: not a file of codings")
    return connection
