"""Writing a log: one writer thread, group commit, and a reply is durable before it is used.

Whatever waits in the queue is committed together, so that thousands of replies a second share the cost of a
durable commit. A full disk or a read-only folder stops the run with a clear error; what was committed stays.
"""

from __future__ import annotations

import asyncio
import json
import queue
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from vs_sim.core.cost import Cost
from vs_sim.core.event import Asked, Event, Opened
from vs_sim.core.message import Name, Reply, Request
from vs_sim.errors import LogCorrupt, LogError
from vs_sim.llm.prices import expected_tokens, tokens_used
from vs_sim.log.integrity.create_log import create_log, upgrade
from vs_sim.log.integrity.log_damage import check_log, damaged
from vs_sim.log.sqlite import Connection
from vs_sim.log.tables import LOG_FILE, LOG_VERSION, READ_VERSIONS, Statement, in_batches, insert_of, joined

Waiter = tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]
_FIELDS = (
    "text",
    "finish_reason",
    "model",
    "prompt_tokens",
    "completion_tokens",
    "usd",
    "seconds",
    "dropped",
    "structured",
)
"""The fields of a `Reply`, in the order of the columns below."""
_COLUMNS = ", ".join(("sha256", *_FIELDS)).replace(" model,", " answered_by,")
_BATCH = 512
_FACT = "INSERT OR REPLACE INTO meta VALUES (?, ?)"
_LOST = "SELECT count(*) FROM failed WHERE what = 'transport' AND reason IN ('TimedOut', 'Undelivered')"
REPAIRED = "repaired"
"""The fact that damaged rows were dropped: replies that followed from them are asked again."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a log file.

    Raises:
        LogError: There is no log, or it cannot be opened.
        LogCorrupt: The file is not a log of this version.
    """
    if read_only and not path.exists():
        raise LogError(f"{path}: no such log", hint="give a run folder, for example runs/0001-persuasion_for_good")
    try:
        mode = "ro" if read_only else "rwc"
        address = f"{path.resolve().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, factory=Connection)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    except sqlite3.DatabaseError as error:
        raise damaged(path, f"it cannot be opened ({error})") from error
    if tables or read_only:
        _check_version(connection, path, tables)
    return connection


def _check_version(connection: sqlite3.Connection, path: Path, tables: Iterable[str]) -> None:
    if not tables:
        raise nothing_yet(path.parent)
    if "meta" not in tables:
        raise LogCorrupt(f"{path}: not a vs_sim log")
    found = connection.execute("SELECT value FROM meta WHERE key='version'").fetchone()
    if found is None or found[0] not in map(str, READ_VERSIONS):
        raise LogCorrupt(f"{path}: log version {found and found[0]}, this vs_sim reads versions 1 to {LOG_VERSION}")


def nothing_yet(folder: Path) -> LogCorrupt:
    """The error of a run that was cut off before it began."""
    hint = "nothing was asked; give the command that began it, with the same --out"
    return LogCorrupt(f"{folder}: holds no run yet", hint=hint)


class Store:
    """The ledger of a run: commits events in groups and gives committed replies again.

    Args:
        folder: The run folder; made if it does not exist.
        opened: What is run, where the log is a new one.
        facts: About the run, where the log is a new one.

    Raises:
        LogError: The folder cannot be written.
        LogDamaged: Rows of the log are not as they were written.
    """

    def __init__(
        self, folder: Path, opened: Opened | None = None, facts: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if (folder / LOG_FILE).exists():
                check_log(folder / LOG_FILE, thorough=True)
            else:
                opening = [insert_of(opened)] if opened else []
                create_log(folder / LOG_FILE, [*opening, *((_FACT, fact) for fact in facts.items())])
            self.writing = connect(folder / LOG_FILE)
            self._prepare()
            self.reading = connect(folder / LOG_FILE, read_only=True)
        except (OSError, sqlite3.Error) as error:
            raise LogError(f"{folder}: cannot be written ({error})", hint="choose another --out") from error
        self.folder = folder
        self.calls, self.usd, self.tokens = self._spent()
        self.resumed = self.calls > 0
        self.broken: LogError | None = None
        self._queue: queue.SimpleQueue[tuple[Event | Statement, Waiter | None] | threading.Event | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._write, name="vs_sim log", daemon=True)
        self._thread.start()

    def _prepare(self) -> None:
        self.writing.isolation_level = None
        self.writing.execute("PRAGMA journal_mode=WAL")
        self.writing.execute("PRAGMA synchronous=FULL")
        upgrade(self.writing)
        found = self.writing.execute("SELECT 1 FROM meta WHERE key = ?", (REPAIRED,)).fetchone()
        self.repaired = found is not None

    def _spent(self) -> tuple[int, float | None, float]:
        calls, priced, usd, tokens = self.reading.execute(
            "SELECT count(*), count(usd), sum(usd), sum(prompt_tokens + completion_tokens) FROM asked"
        ).fetchone()
        unknown = self.reading.execute(
            "SELECT request FROM asked WHERE prompt_tokens IS NULL OR completion_tokens IS NULL"
        )
        estimated = sum(_most_tokens(Request.from_json(zlib.decompress(packed).decode())) for (packed,) in unknown)
        return calls, float(usd or 0.0) if calls == priced else None, (tokens or 0) + estimated

    @property
    def spent(self) -> Cost:
        """What committed replies cost, those of earlier sessions included.

        A reply whose tokens are unknown counts with the high estimate for its request; unknown prices count as nothing.
        What was sent and never arrived counts as a reply of mean cost: the server may have billed it.
        """
        known = self.reading.execute("SELECT sum(usd) FROM asked").fetchone()[0]
        lost = self.reading.execute(_LOST).fetchone()[0]
        share = 1 + lost / max(self.calls, 1)
        return Cost(float(known or 0.0) * share, float(self.calls + lost), float(self.tokens) * share)

    def reopen_failed(self) -> None:
        """Open the failed dialogues again; their replies stay, and their questions get as many more attempts."""
        self._enqueue(("DELETE FROM failed WHERE what = 'dialogue'", ()), None)
        self._enqueue(("DELETE FROM closed WHERE failed IS NOT NULL", ()), None)
        again = "INSERT INTO meta VALUES ('reopened', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1"
        self._enqueue((again, ()), None)
        self.keep("state", "open")
        self.flush()

    def forget_outcomes(self) -> None:
        """Keep the replies alone, so that everything else is made from them again."""
        for table in ("answered", "closed", "failed"):
            self._enqueue((f"DELETE FROM {table}", ()), None)
        self.keep("state", "open")
        self.flush()

    def get(self, name: Name, request: Request) -> Reply | None:
        """The committed reply of that name.

        Raises:
            LogError: Another request was committed at the same name.
        """
        if not self.resumed:
            return None
        found = self.reading.execute(f"SELECT {_COLUMNS} FROM asked WHERE name=?", (joined(name),)).fetchone()
        if found is None:
            return None
        if found[0] != request.sha256 and self.repaired:
            return None  # an earlier reply of the dialogue was lost, and another has taken its place
        if found[0] != request.sha256:
            raise LogError(
                f"{joined(name)}: the log holds the reply to another request",
                hint="the scenario, the wording or the version changed; start a new run with another --out",
            )
        fields = dict(zip(_FIELDS, found[1:], strict=True))
        return Reply(**{**fields, "dropped": tuple(json.loads(fields["dropped"]))})

    async def put(self, asked: Asked) -> None:
        """Commit a reply and wait until it is durable."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        statement, values = insert_of(asked)
        in_place = statement.replace("OR IGNORE", "OR REPLACE") if self.repaired else statement
        self._enqueue((in_place, values), (loop, future))
        await future
        self.calls += 1
        used = tokens_used(asked.reply)
        self.tokens += _most_tokens(asked.request) if used is None else used
        known = self.usd is not None and asked.reply.usd is not None
        self.usd = self.usd + asked.reply.usd if known else None  # type: ignore[operator]  # both are known

    def note(self, event: Event) -> None:
        """Commit an event with the next group, without waiting."""
        self._enqueue(event, None)

    def keep(self, key: str, value: str) -> None:
        """Keep a fact about the run, after everything noted before."""
        self._enqueue((_FACT, (key, value)), None)

    def flush(self) -> None:
        """Wait until everything noted so far is durable.

        Raises:
            LogError: It could not be written.
        """
        written = threading.Event()
        self._queue.put(written)
        written.wait()
        if self.broken:
            raise self.broken

    def close(self) -> None:
        """Write what is left and close the file."""
        self._queue.put(None)
        self._thread.join()
        self.reading.close()
        self.writing.close()

    def _enqueue(self, entry: Event | Statement, waiter: Waiter | None) -> None:
        if self.broken:
            raise self.broken
        self._queue.put((entry, waiter))

    def _write(self) -> None:
        going = True
        while going:
            items = [self._queue.get()]
            while len(items) < _BATCH and not self._queue.empty():
                items.append(self._queue.get())
            going = None not in items
            self._commit([item for item in items if isinstance(item, tuple)])
            for item in items:
                if isinstance(item, threading.Event):
                    item.set()

    def _commit(self, entries: list[tuple[Event | Statement, Waiter | None]]) -> None:
        try:
            if self.broken:
                raise self.broken
            self.writing.execute("BEGIN IMMEDIATE")
            for statement in in_batches(
                entry if isinstance(entry, tuple) else insert_of(entry) for entry, _ in entries
            ):
                self.writing.execute(*statement)
            self.writing.execute("COMMIT")
        except (sqlite3.Error, LogError, ValueError, OverflowError) as error:
            self.broken = self.broken or LogError(
                f"{self.folder}: the log cannot be written ({error})",
                hint="free some space, or make the folder writable",
                resume="",
            )
        waiting = [waiter for _, waiter in entries if waiter is not None]
        for loop in {loop for loop, _ in waiting}:
            loop.call_soon_threadsafe(_wake, [future for its, future in waiting if its is loop], self.broken)


def _most_tokens(request: Request) -> float:
    """The high estimate of the tokens of a request and its answer, for replies that state none."""
    return sum(expected_tokens(request)[1])


def _wake(futures: list[asyncio.Future[None]], error: LogError | None) -> None:
    for future in futures:
        if not future.done():
            if error:
                future.set_exception(error)
            else:
                future.set_result(None)
