"""The cases of a forecast: a real dialogue up to a turn, and what the person did next; one dialogue a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vs_sim.core.persona import Trait
from vs_sim.errors import LogCorrupt

CASES_FILE = "cases.jsonl"
AT_END = "end"
"""The moment after the last turn."""


@dataclass(frozen=True)
class ForecastTask:
    """One thing to be forecast.

    Attributes:
        question: What is asked, by its name.
        moment: The number of exchanges that were held, as `005`, or `end`.
        heard: Turns of the dialogue that the forecaster is shown, from the first.
        actual: What the person did: a number or an option.
        truth: Answers with their probabilities, where the distribution that the answer was drawn from is known: that
            of a stand-in. Empty for people.
    """

    question: str
    moment: str
    heard: int
    actual: float | str
    truth: tuple[tuple[float | str, float], ...] = ()


@dataclass(frozen=True)
class ForecastCase:
    """One real dialogue of a person.

    Attributes:
        unit: Its name in the run that it comes from.
        person: Who the person is.
        role: Which role is forecast.
        traits: What is known of the person.
        stranger: The traits of another person, drawn once.
        lines: Role and words of every turn, in order.
        exchanges: How many exchanges it has.
        tasks: What is to be forecast.
        told: What else a forecaster is told of the dialogue, in words.
    """

    unit: str
    person: str
    role: str
    traits: Mapping[str, Trait]
    stranger: Mapping[str, Trait]
    lines: tuple[tuple[str, str], ...]
    exchanges: int
    tasks: tuple[ForecastTask, ...]
    told: str = ""


def write_cases(cases: Iterable[ForecastCase], path: Path) -> None:
    """Write cases, one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in cases)


@lru_cache(maxsize=4)
def read_cases(path: Path) -> tuple[ForecastCase, ...]:
    """The cases of a file.

    Raises:
        LogCorrupt: The file is missing, or no such file.
    """
    try:
        return tuple(_case(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise LogCorrupt(f"{path}: no cases of a forecast ({error})", hint="make them with vs-sim forecast") from error


def _case(written: dict[str, Any]) -> ForecastCase:
    lines = tuple((role, words) for role, words in written.pop("lines"))
    tasks = tuple(_task(task) for task in written.pop("tasks"))
    return ForecastCase(**written, lines=lines, tasks=tasks)


def _task(written: dict[str, Any]) -> ForecastTask:
    truth = tuple((value, share) for value, share in written.pop("truth"))
    return ForecastTask(**written, truth=truth)
