from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.study.forecasts.known_population import (
    CELLS,
    QUESTIONS,
    issued,
    laws,
    listed,
    mean_law,
    row,
    sharpened,
)
from vs_sim.study.forecasts.forecast_scores import (
    ahead_of,
    person_mean,
    rule_sensitivity,
    score_forecasts,
    scored_by_forecaster,
)
from vs_sim.study.forecasts.issued_forecasts import PEOPLE, TRUTH
from vs_sim.study.forecasts.scoring_rule import ScoringRule, expected_loss, mixed_in

RULE = ScoringRule(parts=20)


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    population = laws(300, rng)
    found = issued(population, rng, five=lambda law: listed(law, 5), direct=sharpened)
    return score_forecasts(found, QUESTIONS, RULE)


def test_the_truth_beats_every_other_forecaster_by_every_score(scores: pd.DataFrame) -> None:
    ahead = ahead_of(scores, TRUTH)
    assert set(ahead["forecaster"]) == {PEOPLE, "five", "direct"}
    assert (ahead["better_low"] > 0).all(), ahead


def test_five_listed_answers_lose_what_theory_says() -> None:
    """The expected loss is the mean of the Kullback–Leibler divergences, less that of the truth with its own floor."""
    rng = np.random.default_rng(2)
    population = laws(400, rng)
    found = issued(population, rng, five=lambda law: listed(law, 5))
    ahead = row(ahead_of(score_forecasts(found, QUESTIONS, RULE), TRUTH), forecaster="five", score="log_score")
    losses = [
        expected_loss(CELLS.masses(law), mixed_in(CELLS.masses(listed(law, 5)), RULE))
        - expected_loss(CELLS.masses(law), mixed_in(CELLS.masses(law), RULE))
        for law in population
    ]
    assert ahead["better_low"] < np.mean(losses) < ahead["better_high"]
    assert np.mean(losses) > 0.2


def test_the_mean_of_all_people_loses_what_persons_differ_by(scores: pd.DataFrame) -> None:
    population = laws(300, np.random.default_rng(1))
    everybody = mixed_in(CELLS.masses(mean_law(population)), RULE)
    expected = [expected_loss(CELLS.masses(law), everybody) for law in population]
    own = [expected_loss(CELLS.masses(law), mixed_in(CELLS.masses(law), RULE)) for law in population]
    truth = row(scored_by_forecaster(scores), forecaster=TRUTH, score="log_score")
    assert truth["better_low"] < np.mean(expected) - np.mean(own) < truth["better_high"]


def test_persons_and_not_dialogues_are_resampled() -> None:
    values, people = np.repeat([0.0, 1.0, 0.0, 1.0, 1.0], 40), [f"p{n}" for n in np.repeat(range(5), 40)]
    by_person, by_dialogue = person_mean(values, people, "x"), person_mean(values, [f"{n}" for n in range(200)], "x")
    assert by_person.high - by_person.low > 4 * (by_dialogue.high - by_dialogue.low)


def test_a_forecast_that_is_missing_is_counted_and_compared_on_the_others() -> None:
    rng = np.random.default_rng(3)
    found = issued(laws(40, rng), rng, five=lambda law: listed(law, 5))
    kept = [one for one in found if not (one.forecaster == "five" and one.unit < "00010")]
    five = row(scored_by_forecaster(score_forecasts(kept, QUESTIONS)), forecaster="five", score="log_score")
    assert (five["n"], five["missing"]) == (30, 10)


def test_a_larger_floor_makes_a_short_list_lose_less() -> None:
    rng = np.random.default_rng(4)
    found = issued(laws(60, rng), rng, two=lambda law: listed(law, 2))
    frame = rule_sensitivity(found, QUESTIONS)
    small, large = (row(frame, forecaster="two", rule=str(ScoringRule(floor=floor)))["value"] for floor in (0.01, 0.2))
    assert small < large
    assert frame["rule"].nunique() == 8


@pytest.mark.nightly
@pytest.mark.parametrize("dialogues", [1, 2])
def test_intervals_hold_the_true_lead_in_95_of_100_samples(dialogues: int) -> None:
    """Persons of a population drawn anew each time; the true lead is that of 20,000 persons."""
    rng = np.random.default_rng(5)
    every = issued(laws(20_000, rng), rng, five=lambda law: listed(law, 5))
    scored = score_forecasts(every, QUESTIONS, RULE)
    true = {
        name: scored.loc[scored["forecaster"] == name, ["log_score", "crps"]].to_numpy().mean(axis=0)
        for name in (TRUTH, "five")
    }
    lead = dict(zip(("log_score", "crps"), (true[TRUTH] - true["five"]) * (1, -1), strict=True))
    held = dict.fromkeys(lead, 0)
    for _ in range(400):
        found = issued(laws(100, rng), rng, dialogues, five=lambda law: listed(law, 5))
        ahead = ahead_of(score_forecasts(found, QUESTIONS, RULE), TRUTH)
        for score, true_lead in lead.items():
            five = row(ahead, forecaster="five", score=score)
            held[score] += five["better_low"] <= true_lead <= five["better_high"]
    assert all(0.925 <= count / 400 <= 0.975 for count in held.values()), held
