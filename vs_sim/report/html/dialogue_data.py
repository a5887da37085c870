"""Dialogues to read: turns with the probability of what was drawn, private answers, the decision."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from vs_sim import seeds
from vs_sim.core.persona import value_text
from vs_sim.core.question import Question
from vs_sim.log.run import Run

_Cell = Mapping[str, Any]


@dataclass(frozen=True)
class Offer:
    """One candidate of an answer."""

    text: str
    stated: float | None
    """The weight as the model stated it."""
    probability: float
    drawn: bool


@dataclass(frozen=True)
class DialogueLine:
    """One answer as it is read: a turn, or a private answer."""

    role: str
    question: str
    private: bool
    turn: bool
    """Whether it was said in the conversation as a turn."""
    select: str
    offers: tuple[Offer, ...]

    @property
    def drawn(self) -> Offer:
        """What was drawn."""
        return next(offer for offer in self.offers if offer.drawn)


@dataclass(frozen=True)
class Part:
    """The lines of one exchange, or of what comes before or after all of them."""

    title: str
    lines: tuple[DialogueLine, ...]
    last: bool
    """Whether it comes after all exchanges."""


@dataclass(frozen=True)
class ShownTranscript:
    """One dialogue."""

    unit: str
    personas: Mapping[str, tuple[str, ...]]
    """Role to the prompted attributes of its persona, one each."""
    parts: tuple[Part, ...]


def transcripts(run: Run, most: int = 3) -> list[ShownTranscript]:
    """Completed dialogues, drawn at random by the run's seed, in order."""
    dialogues = run.dialogues
    completed = dialogues.loc[dialogues["failed"].isna(), "unit"].tolist()
    order = seeds.generator(run.seed, "dialogues on the page").permutation(len(completed))
    return [transcript(run, unit) for unit in sorted(completed[place] for place in order[:most])]


def transcript(run: Run, unit: str) -> ShownTranscript:
    """The dialogue of that name."""
    rows = run.candidates[run.candidates["unit"] == unit]
    asked = run.scenario.questions
    groups = rows.groupby(["exchange", "role", "question"], sort=False, dropna=False)
    lines = [(_moment(group, asked), _line(group)) for _, group in groups]
    moments = sorted({moment for moment, _ in lines})
    parts = tuple(Part(_title(moment), _ordered(lines, moment), moment == math.inf) for moment in moments)
    people = run.personas[run.personas["unit"] == unit]
    facts = {str(row["role"]): tuple(_facts(row.dropna())) for _, row in people.iterrows()}
    prompted = {role: facts[role] for role in run.scenario.roles if role in facts}
    return ShownTranscript(unit, prompted, parts)


def _moment(group: pd.DataFrame, asked: Mapping[str, Question]) -> float:
    """When it was asked: the exchange, or before or after all of them."""
    exchange, question = group["exchange"].iloc[0], group["question"].iloc[0]
    if pd.notna(exchange):
        return float(exchange)
    return -math.inf if question in asked and asked[question].when == "start" else math.inf


def _title(moment: float) -> str:
    if math.isinf(moment):
        return "At the end" if moment > 0 else "At the start"
    return f"Exchange {moment + 1:.0f}"


def _line(group: pd.DataFrame) -> DialogueLine:
    first = group.iloc[0]
    offers = tuple(
        Offer(str(row["text"]), _number(row["stated"]), float(row["probability"]), bool(row["drawn"]))
        for row in _records(group)
    )
    private, question = bool(first["private"]), str(first["question"])
    turn = not private and question == "utterance"
    return DialogueLine(str(first["role"]), question, private, turn, str(first["select"]), offers)


def _ordered(lines: list[tuple[float, DialogueLine]], moment: float) -> tuple[DialogueLine, ...]:
    """Turns before private answers."""
    return tuple(sorted((line for when, line in lines if when == moment), key=lambda line: line.private))


def _facts(row: pd.Series[Any]) -> Iterator[str]:
    for name, value in row.items():
        if name not in ("unit", "role", "person", "source") and not str(name).startswith("own."):
            yield f"{str(name).replace('_', ' ')}: {value_text(value)}"


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def _records(frame: pd.DataFrame) -> list[_Cell]:
    records: list[_Cell] = frame.to_dict("records")  # type: ignore[assignment]  # keys are column names
    return records
