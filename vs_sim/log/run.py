"""A run as it is read: frames, facts and the digest, all from its log."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vs_sim.core.message import Name, Request
from vs_sim.core.scenario_kind import SCENARIO_KINDS
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.errors import UnknownName
from vs_sim.log.calls_of_answers import calls_of_answers
from vs_sim.log.integrity.log_damage import check_log, damaged
from vs_sim.log.log_digest import log_digest
from vs_sim.log.logged_scenario import logged_scenario
from vs_sim.log.part import PART_FACT, Part
from vs_sim.log.society_tables import SocietyTables
from vs_sim.log.store import connect, nothing_yet
from vs_sim.log.tables import LOG_FILE

if TYPE_CHECKING:
    import pandas as pd

    from vs_sim.core.distribution import Select
    from vs_sim.core.scenario import Scenario
    from vs_sim.log.mixture import Mixture


class Run(SocietyTables):
    """One run, read from its folder; nothing here writes.

    Args:
        folder: The run folder.

    Raises:
        LogError: The folder holds no log, or, as soon as its rows are read, a damaged one.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._unchecked: sqlite3.Connection = connect(self.folder / LOG_FILE, read_only=True)

    def __repr__(self) -> str:
        done, failed = self.counts
        return f"Run({str(self.folder)!r}, {self.state}, dialogues={done}, failed={failed})"

    def _repr_html_(self) -> str:
        done, failed = self.counts
        cost = "unknown" if self.usd is None else f"${self.usd:.4f}"
        figures = {
            "state": self.state,
            "dialogues": f"{done} completed, {failed} failed",
            "calls": f"{self.call_count:,}, cost {cost}",
            "seed": str(self.seed),
            "folder": str(self.folder),
        }
        rows = "".join(f"<tr><th>{name}</th><td>{escape(value)}</td></tr>" for name, value in figures.items())
        test = f"<p><b>{STANDIN_NOTICE}</b></p>" if self.standin else ""
        return f"<h3>{escape(self.title)}</h3>{test}<table>{rows}</table>"

    @property
    def log(self) -> sqlite3.Connection:
        """The log; every row has been compared with its checksum."""
        check_log(self.folder / LOG_FILE)
        return self._unchecked

    def close(self) -> None:
        """Close the log."""
        self._unchecked.close()

    def _row(self, query: str, *values: str) -> Any:
        try:
            return self._unchecked.execute(query, values).fetchone()
        except sqlite3.DatabaseError as error:
            raise damaged(self.folder / LOG_FILE, str(error)) from error

    @cached_property
    def _opened(self) -> tuple[dict[str, Any], int, dict[str, str]]:
        found = self.log.execute("SELECT scenario, seed, versions FROM opened ORDER BY seq LIMIT 1").fetchone()
        if found is None:
            raise nothing_yet(self.folder)
        return json.loads(found[0]), found[1], json.loads(found[2])

    @property
    def written_scenario(self) -> dict[str, Any]:
        """The scenario in JSON, exactly as the log keeps it."""
        return self._opened[0]

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario as it was run, every `--set` included, as the schema of its kind reads it.

        Raises:
            LogError: Its kind is not installed, or this version does not know what the log holds.
        """
        wrote, imported = self.versions.get("vs-sim", ""), self.fact("people") == "true"
        return logged_scenario(self.written_scenario, self.folder, wrote, imported=imported)

    @property
    def title(self) -> str:
        """What the study is called; the folder's name where it has no title."""
        return self.scenario.title or self.folder.name

    @property
    def seed(self) -> int:
        """The seed every draw is derived from."""
        return self._opened[1]

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions it was begun with."""
        return self._opened[2]

    def fact(self, key: str, default: str = "") -> str:
        """A fact kept about the run, such as `state`."""
        found = self._row("SELECT value FROM meta WHERE key=?", key)
        return str(found[0]) if found else default

    @property
    def state(self) -> str:
        """`done`, or `open` when it can be resumed."""
        return self.fact("state", "open")

    @property
    def standin(self) -> bool:
        """Whether a stand-in answered, so that nothing here is evidence about people."""
        return self.fact("instrument_test") == "true"

    @property
    def counts(self) -> tuple[int, int]:
        """Completed dialogues, and dialogues closed as failed."""
        done, failed = self._row("SELECT count(*) FILTER (WHERE failed IS NULL), count(failed) FROM closed")
        return done, failed

    @property
    def part(self) -> Part | None:
        """Which part of a run this is; None for a whole one."""
        written = self.fact(PART_FACT)
        return Part.read(written) if written else None

    @property
    def planned(self) -> int:
        """The number of dialogues that the scenario plans; of a part its own, of an imported run those it holds."""
        if self.fact("people") == "true":
            return sum(self.counts)
        size = SCENARIO_KINDS.get(self.scenario.kind).size(self.scenario)
        return size if self.part is None else len(self.part.block(size))

    def outcomes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every closed dialogue with its `{failed, decisions}`."""
        for unit, outcome in self.log.execute("SELECT unit, outcome FROM closed ORDER BY unit"):
            yield unit, json.loads(outcome)

    @property
    def usd(self) -> float | None:
        """What the replies cost in US dollars; None when the price of any is unknown."""
        total, unknown = self._row("SELECT sum(usd), count(*) - count(usd) FROM asked")
        return None if unknown else float(total or 0.0)

    @property
    def call_count(self) -> int:
        """Committed replies."""
        return int(self._row("SELECT count(*) FROM asked")[0])

    @property
    def digest(self) -> str:
        """SHA-256 of what happened: equal for equal runs, whatever the order, time, cost or interruptions."""
        return log_digest(self.log)

    @cached_property
    def dialogues(self) -> pd.DataFrame:
        """One row per closed dialogue; see `vs_sim.log.frames.dialogues`."""
        return self._frame("dialogues")

    @cached_property
    def personas(self) -> pd.DataFrame:
        """One row per dialogue and role; see `vs_sim.log.frames.personas`."""
        return self._frame("personas")

    @cached_property
    def turns(self) -> pd.DataFrame:
        """One row per turn; see `vs_sim.log.frames.turns`."""
        return self._frame("turns")

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """One row per candidate; see `vs_sim.log.frames.candidates`."""
        return self._frame("candidates")

    @cached_property
    def calls(self) -> pd.DataFrame:
        """One row per committed reply; see `vs_sim.log.frames.calls`."""
        return self._frame("calls")

    @cached_property
    def failures(self) -> pd.DataFrame:
        """One row per failure; see `vs_sim.log.frames.failures`."""
        return self._frame("failures")

    def answers(self, question: str) -> pd.DataFrame:
        """One row per answer to a question; see `vs_sim.log.frames.answers`.

        Raises:
            UnknownName: The scenario has no such question.
        """
        return self._frame("answers", self._known(question))

    def distribution(self, question: str, *, select: Select | None = None, exchange: int | None = None) -> Mixture:
        """The whole distribution of a typed question: the mixture of those from which its answers were drawn.

        Args:
            question: The question's name.
            select: How candidates are weighted; None for the rule by which each answer was drawn.
            exchange: The exchange it was asked after, 0-based; None for the end of the dialogue.

        Raises:
            UnknownName: The scenario has no such question.
            StudyError: Its answers are texts.
        """
        from vs_sim.log.mixture import mixture_of

        named = self.scenario.compare.references.get(self._known(question))
        reference = str(self.folder / named) if named and named.endswith(".json") else named
        margin = self.scenario.compare.margin
        return replace(mixture_of(self.log, question, select, exchange), reference=reference, margin=margin)

    def redraw(
        self, question: str, *, select: Select | None = None, seed: int | None = None, exchange: int | None = None
    ) -> pd.DataFrame:
        """The answers drawn again from their logged distributions, without a model; see `vs_sim.log.redraw.redrawn`.

        Args:
            question: The question's name.
            select: `probability`, `uniform` or `mode`; None for the way in which it was drawn before.
            seed: Of new numbers; None for the numbers in the log.
            exchange: The exchange it was asked after, 0-based; None for the end of the dialogue.

        Raises:
            UnknownName: The scenario has no such question.
        """
        from vs_sim.log.redraw import redrawn

        return redrawn(self.log, self._known(question), exchange, select, seed)

    def request(self, name: Name | str) -> Request:
        """The logical request that was made under a name, as in `calls.name`.

        Raises:
            UnknownName: Nothing was asked under that name.
        """
        text = name if isinstance(name, str) else "/".join(name)
        if (found := self._row("SELECT request FROM asked WHERE name=?", text)) is None:
            raise UnknownName("call", text, [])
        return Request.from_json(zlib.decompress(found[0]).decode())

    def copy_to(self, path: Path) -> None:
        """Write a copy of the log, whatever is being written to it."""
        target = sqlite3.connect(path)
        try:
            self.log.backup(target)
        finally:
            target.close()

    def answered_calls(self, question: str) -> list[str]:
        """The names of the calls whose replies answered a question at the end of completed dialogues."""
        return calls_of_answers(self.log, question)

    def _known(self, question: str) -> str:
        known = [*self.scenario.questions, "utterance"]
        logged = self.log.execute("SELECT 1 FROM answered WHERE question=? LIMIT 1", (question,)).fetchone()
        if question not in known and logged is None:
            raise UnknownName("question", question, known)
        return question

    def _frame(self, name: str, *arguments: str) -> pd.DataFrame:
        from vs_sim.log import frames

        frame: pd.DataFrame = getattr(frames, name)(self.log, *arguments)
        return frame
