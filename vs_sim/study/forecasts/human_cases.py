"""Cases of a forecast from a run of people: what was said until a moment, and what the person did next.

At the moment t, t exchanges were held, and whoever speaks before the person in the next exchange has spoken. Decisions
at the end are forecast from there, too; a private answer during the dialogue is forecast from the exchanges before it;
the act of the next turn is the first kind of the codebook that one of its labels shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from vs_sim import seeds
from vs_sim.core.persona import Trait
from vs_sim.corpora.coding_scheme import CODINGS
from vs_sim.corpora.transcript import Transcript, Turn
from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.forecast_cases import AT_END, ForecastCase, ForecastTask
from vs_sim.log.run import Run
from vs_sim.study.coding.run_labels import labels_of
from vs_sim.study.coding.run_transcripts import transcripts_of
from vs_sim.study.forecasts.next_steps import ACT, NO_ACT, NextSteps


def forecast_cases(people: Run, steps: NextSteps, role: str, seed: int) -> list[ForecastCase]:
    """The cases of a run of people, in an order drawn from the seed; without those that hold nothing to forecast.

    Args:
        people: A run, imported or simulated.
        steps: What is forecast, and when.
        role: Whose next steps.
        seed: Of the order, and of who is the stranger of whom.

    Raises:
        StudyError: Nothing is left.
        UnknownName: The run has no such question, role or fact.
    """
    made = [case for case in _Cases(people, steps, role).all() if case.tasks]
    if not made:
        raise StudyError(f"{people.folder}: no dialogue holds anything to forecast", hint="see --after and --where")
    order = seeds.generator(seed, "forecast", "order").permutation(len(made))
    shuffled = [made[at] for at in order]
    return [_with_stranger(case, at, shuffled) for at, case in enumerate(shuffled)]


def _with_stranger(case: ForecastCase, at: int, cases: Sequence[ForecastCase]) -> ForecastCase:
    """The case with the traits of the next person in the order who is somebody else."""
    others = (cases[(at + step) % len(cases)] for step in range(1, len(cases)))
    stranger = next((other.traits for other in others if other.person != case.person), {})
    return replace(case, stranger=stranger)


class _Cases:
    """A run of people, and what is forecast of it."""

    def __init__(self, people: Run, steps: NextSteps, role: str) -> None:
        self.people, self.steps, self.role = people, steps, role
        if role not in people.scenario.roles:
            raise UnknownName("role", role, people.scenario.roles)
        self.answers = {question: self._answers(question) for question in steps.questions if question != ACT}

    def _answers(self, question: str) -> dict[str, list[tuple[int | None, float | str]]]:
        """Dialogue to the answers of people with their exchanges."""
        frame = self.people.answers(question)
        found: dict[str, list[tuple[int | None, float | str]]] = {}
        for unit, exchange, value in zip(frame["unit"], frame["exchange"], frame["value"], strict=True):
            if value is not None and value == value:
                found.setdefault(unit, []).append((None if pd.isna(exchange) else int(exchange), value))
        return found

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """What is known of every completed dialogue that is wanted, by its name."""
        frame = self.people.dialogues
        frame = frame[frame["failed"].isna()]
        for fact in (*self.steps.where, *self.steps.facts):
            if fact not in frame.columns:
                raise UnknownName("fact", fact, [str(name) for name in frame.columns])
        for fact, wanted in self.steps.where.items():
            frame = frame[frame[fact].astype(str).str.lower() == wanted.lower()]
        return {str(row["unit"]): {str(name): value for name, value in row.items()} for row in frame.to_dict("records")}

    @cached_property
    def acts(self) -> dict[str, dict[int, str]]:
        """Dialogue and turn to the first kind of the codebook that a label of the turn shows."""
        if self.steps.act is None:
            return {}
        kinds = list(CODINGS.get(self.steps.act).codebook)
        found: dict[str, dict[int, str]] = {}
        for unit, labels in labels_of(self.people, self.steps.act, self.steps.coder).items():
            by_turn = found.setdefault(unit, {})
            for label in labels:
                if label.turn is not None and label.label in kinds:
                    before = by_turn.get(label.turn, label.label)
                    by_turn[label.turn] = min(before, label.label, key=kinds.index)
        return found

    def all(self) -> Iterator[ForecastCase]:
        """Every dialogue that is wanted, in the order of the run."""
        personas = self.people.personas
        own = personas[personas["role"] == self.role].set_index("unit")
        names = [name for name in own.columns if name not in ("role", "person", "source") and "." not in name]
        traits = own[names].to_dict("index")
        for transcript in transcripts_of(self.people):
            unit = transcript.unit
            if unit in self.rows:
                yield ForecastCase(
                    unit=unit,
                    person=str(own.loc[unit, "person"]),
                    role=self.role,
                    traits={str(name): _plain(value) for name, value in traits[unit].items() if not pd.isna(value)},
                    stranger={},
                    lines=tuple((turn.role, turn.text) for turn in transcript.turns),
                    exchanges=self.steps.planned or _exchanges(transcript.turns),
                    tasks=tuple(self._tasks(transcript)),
                    told="; ".join(f"{name.replace('_', ' ')}: {self.rows[unit][name]}" for name in self.steps.facts),
                )

    def _tasks(self, transcript: Transcript) -> Iterator[ForecastTask]:
        for moment in self.steps.after:
            for question, answers in self.answers.items():
                yield from self._of_question(question, answers.get(transcript.unit, []), moment, transcript.turns)
            if self.steps.act and moment is not None and transcript.unit in self.acts:
                turn = _own_turn(transcript.turns, self.role, moment)
                if turn is not None:
                    act = self.acts[transcript.unit].get(turn.number, NO_ACT)
                    yield ForecastTask(ACT, f"{moment:03d}", turn.number, act)

    def _of_question(
        self, question: str, answers: list[tuple[int | None, float | str]], moment: int | None, turns: Sequence[Turn]
    ) -> Iterator[ForecastTask]:
        """What is forecast of one question at one moment: at most one answer."""
        when = self.people.scenario.questions[question].when
        for exchange, value in answers:
            if when == "end" and exchange is None:
                own = None if moment is None else _own_turn(turns, self.role, moment)
                if moment is None or own is not None:
                    heard = len(turns) if own is None else own.number
                    yield ForecastTask(question, AT_END if moment is None else f"{moment:03d}", heard, value)
            elif moment is not None and moment == (0 if exchange is None else exchange + 1):
                heard = sum(turn.exchange is not None and turn.exchange < moment for turn in turns)
                yield ForecastTask(question, f"{moment:03d}", heard, value)


def _own_turn(turns: Sequence[Turn], role: str, exchange: int) -> Turn | None:
    return next((turn for turn in turns if turn.role == role and turn.exchange == exchange), None)


def _exchanges(turns: Sequence[Turn]) -> int:
    return max((turn.exchange + 1 for turn in turns if turn.exchange is not None), default=0)


def _plain(value: Any) -> Trait:
    """A cell of a frame as JSON has it; a whole number of a column with gaps is whole again."""
    if isinstance(value, str):
        return value
    number = float(value)
    return int(number) if number.is_integer() else number
