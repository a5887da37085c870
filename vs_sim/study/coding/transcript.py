"""A dialogue as a coder reads it: turns in order, the role that decides, its private answers and its decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from vs_sim.log.labels import fingerprint
from vs_sim.log.run import Run


@dataclass(frozen=True)
class Turn:
    """One turn.

    Attributes:
        number: 0-based among all turns of the dialogue, as `turn` in `run.turns`.
        exchange: 0-based; None outside exchanges.
        role: Who speaks.
        text: What is said.
    """

    number: int
    exchange: int | None
    role: str
    text: str


@dataclass(frozen=True)
class Probe:
    """A private answer on the way.

    Attributes:
        exchange: After which exchange it was asked.
        value: What was drawn.
        variance: Of the distribution it was drawn from; NaN when only one answer was offered.
    """

    exchange: int
    value: float
    variance: float


@dataclass(frozen=True)
class Talk:
    """One dialogue held to its end.

    Attributes:
        unit: Its name.
        turns: In the order spoken.
        speaker: The role that is coded: the one that decides.
        person: Who played it.
        decision: The amount or number decided at the end, if the scenario asks for one.
        endowment: The most that could be given.
        probes: Private numeric answers on the way, by question.
    """

    unit: str
    turns: tuple[Turn, ...]
    speaker: str
    person: str = ""
    decision: float | None = None
    endowment: float = 2.0
    probes: Mapping[str, tuple[Probe, ...]] = field(default_factory=dict)

    @cached_property
    def own(self) -> tuple[Turn, ...]:
        """The turns of the coded role."""
        return tuple(turn for turn in self.turns if turn.role == self.speaker)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the turns."""
        return fingerprint(turn.text for turn in self.turns)

    def before(self, turn: Turn) -> str:
        """What the others said since the speaker's last turn."""
        said: list[str] = []
        for earlier in reversed(self.turns[: turn.number]):
            if earlier.role == turn.role:
                break
            said.insert(0, earlier.text)
        return " ".join(said)


def decided(run: Run) -> tuple[str | None, str, float]:
    """The question that is decided in the end, the role that decides it, and the most that can be given.

    It is the first amount asked at the end, else the first scale; without either the last role is the one coded.
    """
    questions: Mapping[str, Mapping[str, object]] = run.scenario.get("questions", {})
    for kind in ("amount", "scale"):
        for name, question in questions.items():
            answer = question["answer"]
            if question["when"] == "end" and isinstance(answer, dict) and kind in answer:
                return name, str(question["of"]), float(answer[kind][1])
    return None, list(run.scenario["roles"])[-1], 2.0


def talks_of(run: Run) -> list[Talk]:
    """The dialogues of a run that were held to their end, in order."""
    question, speaker, most = decided(run)
    held = run.dialogues[run.dialogues["failed"].isna()]
    decisions = dict(zip(held["unit"], held[question], strict=True)) if question in held else {}
    people = dict(zip(held["unit"], held[speaker], strict=True)) if speaker in held else {}
    turns: dict[str, list[Turn]] = {}
    columns = (run.turns[name] for name in ("unit", "turn", "exchange", "role", "text"))
    for unit, number, exchange, role, text in zip(*columns, strict=True):
        where = None if exchange is None or exchange != exchange else int(exchange)
        turns.setdefault(unit, []).append(Turn(int(number), where, role, text))
    probes = _probes(run, speaker)
    return [
        Talk(
            unit=unit,
            turns=tuple(turns.get(unit, ())),
            speaker=speaker,
            person=str(people.get(unit, "")),
            decision=_number(decisions.get(unit)),
            endowment=most,
            probes=probes.get(unit, {}),
        )
        for unit in held["unit"]
    ]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value == value else None


def _probes(run: Run, speaker: str) -> dict[str, dict[str, tuple[Probe, ...]]]:
    """Numeric private answers inside exchanges, by dialogue and question."""
    frame = run.candidates
    asked = frame[(frame["role"] == speaker) & frame["private"] & frame["exchange"].notna()]
    found: dict[str, dict[str, list[Probe]]] = {}
    for (unit, question, exchange), offered in asked.groupby(["unit", "question", "exchange"], sort=True):
        drawn = _number(offered.loc[offered["drawn"], "value"].iloc[0])
        if drawn is not None:
            probe = Probe(
                int(str(exchange).partition(".")[0]),
                drawn,
                _variance(offered["value"].tolist(), offered["probability"].tolist()),
            )
            found.setdefault(str(unit), {}).setdefault(str(question), []).append(probe)
    return {unit: {name: tuple(probes) for name, probes in by.items()} for unit, by in found.items()}


def _variance(values: list[object], probabilities: list[float]) -> float:
    numbers = [_number(value) for value in values]
    if len(numbers) < 2 or any(number is None for number in numbers):
        return float("nan")
    points, weights = np.asarray(numbers, dtype=np.float64), np.asarray(probabilities)
    mean = float(weights @ points)
    return float(weights @ (points - mean) ** 2)
