"""Scores of forecasts: one row a forecast, and their means by forecaster with intervals that resample persons."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from vs_sim import seeds
from vs_sim.core.question import Question
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.estimate import NAN, Estimate
from vs_sim.study.forecasts.issued_forecasts import PEOPLE, IssuedForecast
from vs_sim.study.forecasts.scoring_rule import (
    Cells,
    ScoringRule,
    brier,
    crps,
    log_score,
    mixed_in,
    pit_ends,
)
from vs_sim.study.inference.cluster_bootstrap import estimated, weighted_mean

SCORES = ("log_score", "crps", "brier")
NAMES = {"log_score": "log score", "crps": "CRPS", "brier": "Brier score"}


def score_forecasts(
    issued: Sequence[IssuedForecast], questions: Mapping[str, Question], rule: ScoringRule | None = None
) -> pd.DataFrame:
    """One row per forecast.

    Columns: `unit`, `person`, `question`, `moment`, `forecaster`, `actual`, `expected` (the forecast's mean; NaN for
    options), `log_score` (nats, larger is better), `crps` (numbers; in their unit, smaller is better), `brier`
    (options; smaller is better), `low` and `high` (the forecast's probability of less than, and of at most, what
    occurred), `pit` (a draw between the two, from a generator of the forecast's own name).

    Args:
        issued: The forecasts.
        questions: What was asked, by name.
        rule: How the log score is made finite.
    """
    chosen = rule or ScoringRule()
    people = {(*one.place, one.unit): one for one in issued if one.forecaster == PEOPLE}
    asked = list(questions)
    ordered = sorted(issued, key=lambda one: (asked.index(one.question), one.moment))
    cells = {name: Cells(question.answer, chosen.parts) for name, question in questions.items()}
    rows = [_row(one, cells[one.question], chosen, people.get((*one.place, one.unit))) for one in ordered]
    return pd.DataFrame(rows)


def _row(one: IssuedForecast, cells: Cells, rule: ScoringRule, people: IssuedForecast | None) -> dict[str, Any]:
    masses, cell = cells.masses(one.forecast), cells.of(one.actual)
    others = cells.masses(people.forecast) if people is not None and rule.base == "people" else None
    numbers = {value: share for value, share in one.forecast.items() if isinstance(value, int | float)}
    numeric = cells.answer.numeric and isinstance(one.actual, int | float)
    low, high = pit_ends(one.forecast, one.actual, () if numeric else cells.answer.levels)
    u = seeds.uniform(0, ("pit", one.forecaster, one.question, one.moment, one.unit))
    return {
        **{name: getattr(one, name) for name in ("unit", "person", "question", "moment", "forecaster", "actual")},
        "expected": math.fsum(value * share for value, share in numbers.items()) if numeric else NAN,
        "log_score": log_score(mixed_in(masses, rule, others), cell),
        "crps": crps(numbers, float(one.actual)) if numeric else NAN,
        "brier": NAN if numeric else brier(masses, cell),
        "low": low,
        "high": high,
        "pit": low + u * (high - low),
    }


def scored_by_forecaster(scores: pd.DataFrame) -> pd.DataFrame:
    """One row per question, moment, forecaster and score: its mean, and how much better it is than other people.

    Columns: `question`, `moment`, `forecaster`, `score`, `n` (forecasts), `persons`, `missing` (dialogues without a
    readable forecast), `value`, `low`, `high`, and `better`, `better_low`, `better_high` as in `ahead_of`, over the
    distribution of other people. Intervals are 95% and resample persons.
    """
    rows = []
    for (question, moment), together in scores.groupby(["question", "moment"], sort=False):
        base = together[together["forecaster"] == PEOPLE].set_index("unit")
        for forecaster, mine in together.groupby("forecaster", sort=False):
            for score in SCORES:
                if mine[score].notna().any():
                    own = person_mean(mine[score].to_numpy(), mine["person"].tolist(), NAMES[score])
                    head = {"question": question, "moment": moment, "forecaster": forecaster, "score": score}
                    counts = {"n": own.n, "persons": own.personas, "missing": len(base) - len(mine)}
                    figures = {"value": own.value, "low": own.low, "high": own.high}
                    rows.append(head | counts | figures | _ahead(mine, base, score))
    return pd.DataFrame(rows)


def ahead_of(scores: pd.DataFrame, first: str) -> pd.DataFrame:
    """By how much one forecaster is better than each other one, dialogue by dialogue.

    Columns: `question`, `moment`, `score`, `forecaster` (the other), `n` (dialogues that both forecast), `better`,
    `better_low`, `better_high`: in the unit of the score, above 0 where the first is better. Intervals are 95% and
    resample persons.
    """
    rows = []
    for (question, moment), together in scores.groupby(["question", "moment"], sort=False):
        mine = together[together["forecaster"] == first]
        for forecaster, other in together.groupby("forecaster", sort=False):
            for score in SCORES:
                if forecaster != first and mine[score].notna().any():
                    base = other.set_index("unit")
                    head = {"question": question, "moment": moment, "score": score, "forecaster": forecaster}
                    rows.append(head | {"n": int(mine["unit"].isin(base.index).sum())} | _ahead(mine, base, score))
    return pd.DataFrame(rows)


def _ahead(mine: pd.DataFrame, base: pd.DataFrame, score: str) -> dict[str, float]:
    """By how much forecasts are better than others of the same dialogues."""
    both = mine[mine["unit"].isin(base.index)]
    sign = 1.0 if score == "log_score" else -1.0
    ahead = sign * (both[score].to_numpy() - base[score].loc[both["unit"]].to_numpy())
    found = person_mean(ahead, both["person"].tolist(), NAMES[score])
    return {"better": found.value, "better_low": found.low, "better_high": found.high}


def person_mean(values: np.ndarray[Any, Any], people: Sequence[str], name: str) -> Estimate:
    """The mean of values with a 95% interval that resamples persons."""
    if not len(values):
        return Estimate(name, "", NAN)
    sample = Sample(values, people)
    return estimated(
        Estimate(name, "", NAN, n=sample.n, personas=sample.persons), weighted_mean(sample.numbers), sample, None
    )


def sensitivity_rules() -> Iterator[ScoringRule]:
    """Other rules for the log score: coarser and finer cells, smaller and larger floors, another base."""
    yield ScoringRule()
    for parts in (5, 20, 0):
        yield ScoringRule(parts=parts)
    for floor in (0.01, 0.1, 0.2):
        yield ScoringRule(floor=floor)
    yield ScoringRule(base="people")


def rule_sensitivity(issued: Sequence[IssuedForecast], questions: Mapping[str, Question]) -> pd.DataFrame:
    """How far the log score depends on its rule: one row per rule, question, moment and forecaster.

    Columns: `rule`, and those of `scored_by_forecaster`.
    """
    parts = []
    for rule in sensitivity_rules():
        frame = scored_by_forecaster(score_forecasts(issued, questions, rule))
        parts.append(frame[frame["score"] == "log_score"].assign(rule=str(rule)))
    return pd.concat(parts, ignore_index=True)
