"""People whose distributions are known, and forecasters of different skill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from vs_sim.core.question import Question
from vs_sim.study.forecasts.issued_forecasts import PEOPLE, TRUTH, IssuedForecast
from vs_sim.study.forecasts.scoring_rule import Cells

AMOUNT: Any = {"amount": [0, 2], "step": 0.1}
QUESTIONS = {"gift": Question(ask="How much?", answer=AMOUNT, of="giver", private=True)}
CELLS = Cells(QUESTIONS["gift"].answer, 20)
VALUES: list[float | str] = [round(0.1 * number, 10) for number in range(21)]
Law = Mapping[float | str, float]
Forecaster = Callable[[Law], Law]


def laws(persons: int, rng: np.random.Generator) -> list[Law]:
    """A distribution for each person: some mass on nothing, the rest about an amount of their own."""
    found: list[Law] = []
    for _ in range(persons):
        nothing, middle = rng.uniform(0.1, 0.8), rng.uniform(0.2, 1.8)
        heights = np.exp(-0.5 * ((np.linspace(0, 2, 21) - middle) / 0.3) ** 2)
        shares = (1 - nothing) * heights / heights.sum()
        shares[0] += nothing
        found.append(dict(zip(VALUES, shares.tolist(), strict=True)))
    return found


def listed(law: Law, k: int) -> Law:
    """The k likeliest answers with their exact probabilities, as a perfect verbalized distribution of k lists them."""
    kept = dict(sorted(law.items(), key=lambda pair: -pair[1])[:k])
    return {value: share / sum(kept.values()) for value, share in kept.items()}


def sharpened(law: Law) -> Law:
    """The same law with its probabilities cubed."""
    cubed = {value: share**3 for value, share in law.items()}
    return {value: share / sum(cubed.values()) for value, share in cubed.items()}


def mean_law(population: list[Law]) -> Law:
    """The mean of laws."""
    return {value: float(np.mean([law[value] for law in population])) for value in VALUES}


def issued(
    population: list[Law], rng: np.random.Generator, dialogues: int = 1, **more: Forecaster
) -> list[IssuedForecast]:
    """Forecasts of one answer of every person: by the truth, by the mean of all people, and by others."""
    everybody = mean_law(population)
    forecasters: dict[str, Forecaster] = {TRUTH: lambda law: law, PEOPLE: lambda law: everybody, **more}
    found = []
    for number, law in enumerate(population):
        for dialogue in range(dialogues):
            shares = np.array(list(law.values())) / sum(law.values())
            actual = float(rng.choice(np.linspace(0, 2, 21).round(10), p=shares))
            for name, forecaster in forecasters.items():
                unit = f"{number:05d}-{dialogue}"
                found.append(IssuedForecast(unit, f"p{number}", "gift", "end", name, forecaster(law), actual))
    return found


def row(frame: pd.DataFrame, **where: object) -> dict[str, Any]:
    """The one row of a frame in which these columns are so."""
    for name, value in where.items():
        frame = frame[frame[name] == value]
    (found,) = frame.to_dict("records")
    return {str(name): value for name, value in found.items()}
