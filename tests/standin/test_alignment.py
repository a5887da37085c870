from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from tests.standin.staging import (
    COT,
    DIRECT,
    UTTERANCE,
    Line,
    Messages,
    distance,
    donation,
    drawn,
    listing,
    mixture,
    person,
    request,
    weighted,
)
from vs_sim.elicitation.parsing.parse import parse
from vs_sim.elicitation.parsing.weights import Definition
from vs_sim.standin.engine import CallSettings, answer_distribution, answer_text, true_distribution
from vs_sim.standin.standin_options import EngineOptions

DRAWS = 5_000
EXACT = EngineOptions(capability=1.0)
AGREED: list[Line] = [("Persuader", "Would you donate?"), ("Persuadee", "Yes, I'll give 30 cents.")]
REFUSED: list[Line] = [("Persuader", "Would you donate?"), ("Persuadee", "No thanks, money is tight.")]
DEFINED = {
    "implicit": ("probability", "its probability from 0 to 1"),
    "explicit": ("probability", "the estimated probability relative to all they might answer"),
    "relative": ("probability", "its relative likelihood from 0 to 1"),
    "percentage": ("probability", "its share, from 0 to 100 percent"),
    "confidence": ("confidence", "a normalized confidence"),
    "perplexity": ("perplexity", "its perplexity"),
    "nll": ("nll", "its negative log-likelihood"),
}
"""Definition of a weight to its field and the words that ask for it."""


def p_value(answers: Iterable[str], law: Mapping[str, float]) -> float:
    """Of a chi-square test that answers come from a law; cells with fewer than five expected are one cell."""
    counts = Counter(answers)
    n = counts.total()
    assert set(counts) <= set(law)
    common = [key for key, share in law.items() if share * n >= 5]
    observed, expected = [counts[key] for key in common], [law[key] * n for key in common]
    if (rest := n - math.fsum(expected)) > 1e-6:
        observed, expected = [*observed, n - sum(observed)], [*expected, rest]
    return float(chisquare(observed, expected).pvalue) if len(observed) > 1 else 1.0


def law_of(messages: Messages, options: EngineOptions = EXACT, temperature: float | None = None) -> dict[str, float]:
    return answer_distribution(messages, CallSettings(temperature=temperature), options)


@pytest.mark.parametrize("lines", [(), AGREED, REFUSED], ids=["silent", "agreed", "refused"])
def test_direct_answers_follow_the_sharpened_and_tilted_law(lines: list[Line]) -> None:
    asked, soft = donation(7, DIRECT, lines), EngineOptions(gamma=1.3, tilt=0.7)
    assert p_value((answer_text(asked, seed=seed, options=soft) for seed in range(DRAWS)), law_of(asked, soft)) > 0.001


def test_answers_of_a_list_are_uniform_over_its_items() -> None:
    asked, rng = donation(7, listing(5)), random.Random(1)
    answers = (rng.choice(json.loads(answer_text(asked, seed=seed))["responses"]) for seed in range(DRAWS))
    assert p_value(answers, law_of(asked)) > 0.001
    assert set(law_of(asked).values()) == {0.2}


@pytest.mark.parametrize("k", [5, None])
def test_answers_drawn_by_weight_follow_the_law_that_was_stated(k: int | None) -> None:
    asked, rng = donation(7, weighted(k)), random.Random(2)
    answers = (drawn(answer_text(asked, seed=seed, options=EXACT), rng) for seed in range(DRAWS))
    assert p_value(answers, law_of(asked)) > 0.001


def test_sampled_answers_drawn_uniformly_follow_their_chances_of_being_sampled() -> None:
    asked, rng = donation(7, weighted(3, "sampled at random")), random.Random(3)
    replies = (json.loads(answer_text(asked, seed=seed))["responses"] for seed in range(DRAWS))
    assert p_value((rng.choice(items)["text"] for items in replies), law_of(asked)) > 0.001


@given(st.integers(0, 300))
def test_all_answers_with_their_weights_are_the_belief_up_to_rounding(at: int) -> None:
    stated, belief = law_of(donation(at, weighted(None))), true_distribution(donation(at), options=EXACT)
    assert distance(mixture([stated]), mixture([belief])) < 0.04


@given(st.integers(0, 300), st.sampled_from([DIRECT, COT, listing(), weighted(), weighted(3, "sampled at random")]))
def test_the_law_of_answers_sums_to_one(at: int, clause: str) -> None:
    assert math.fsum(law_of(donation(at, clause)).values()) == pytest.approx(1)


def test_the_law_of_answers_to_an_utterance_is_over_acts() -> None:
    asked = request(person(1), UTTERANCE, weighted(5), AGREED[:1], "Exchange 4 of 10.")
    assert set(law_of(asked)) <= set(true_distribution(asked))


def test_no_sharpening_and_no_tilt_leave_the_belief() -> None:
    plain = EngineOptions(gamma=1.0, tilt=0.0)
    assert law_of(donation(3), plain) == pytest.approx(true_distribution(donation(3), options=plain))


def test_more_sharpening_is_further_from_the_belief() -> None:
    gaps = [
        distance(
            mixture([law_of(donation(3), EngineOptions(gamma=g, tilt=0.0))]), mixture([true_distribution(donation(3))])
        )
        for g in (1, 1.5, 2, 3, 5, 20)
    ]
    assert gaps == sorted(gaps)


def test_the_tilt_leads_to_agreeing() -> None:
    tilted, plain = (law_of(donation(3), EngineOptions(gamma=2.0, tilt=tilt)) for tilt in (6.0, 0.0))
    assert tilted["1.00"] > plain["1.00"]


def test_heat_undoes_the_sharpening() -> None:
    plain = EngineOptions(gamma=2.0, tilt=0.0)
    assert law_of(donation(3), plain, 2.0) == pytest.approx(true_distribution(donation(3), options=plain))


def test_more_answers_are_nearer_to_the_belief() -> None:
    belief = mixture([true_distribution(donation(3))])
    gaps = [distance(mixture([law_of(donation(3, weighted(k)))]), belief) for k in (1, 3, 5, 12)]
    assert gaps == sorted(gaps, reverse=True)


@pytest.mark.parametrize("definition", DEFINED)
def test_every_definition_of_a_weight_gives_the_same_law_back(definition: Definition) -> None:
    field, words = DEFINED[definition]
    reply = answer_text(donation(3, weighted(5, field=field, more=f"Each with {words}.")), options=EXACT)
    read = parse(reply, "vs_standard", 5, definition=definition)
    law = law_of(donation(3, weighted(5)))
    assert {c.text: c.probability for c in read.candidates} == pytest.approx(law, abs=0.02)


def test_a_relative_likelihood_is_one_for_the_likeliest() -> None:
    reply = answer_text(donation(3, weighted(5, more="its relative likelihood from 0 to 1")), options=EXACT)
    assert max(item["probability"] for item in json.loads(reply)["responses"]) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("threshold", [0.2, 0.1, 0.05, 0.01])
def test_stated_weights_lie_below_a_threshold(threshold: float) -> None:
    clause = weighted(5, more=f"Every answer must have a probability below {threshold}.")
    stated = json.loads(answer_text(donation(3, clause)))["responses"]
    assert all(item["probability"] < threshold for item in stated)


def test_a_capable_model_reports_more_exactly() -> None:
    def error(capability: float) -> float:
        options, law = EngineOptions(capability=capability), law_of(donation(3, weighted(5)))
        replies = (answer_text(donation(3, weighted(5)), seed=seed, options=options) for seed in range(200))
        return sum(
            abs(c.probability - law[c.text]) for reply in replies for c in parse(reply, "vs_standard", 5).candidates
        )

    assert error(0.9) < error(0.5) < error(0.1)


@pytest.mark.parametrize("batch", [3, 5])
def test_batches_bring_what_one_list_brings(batch: int) -> None:
    asked = donation(3, weighted(batch, field="confidence"))
    first = answer_text(asked, options=EXACT)
    later = [{"role": "assistant", "content": first}, {"role": "user", "content": f"Give exactly {batch} more."}]
    texts = [
        item["text"]
        for reply in (first, answer_text([*asked, *later], options=EXACT))
        for item in json.loads(reply)["responses"]
    ]
    whole = json.loads(answer_text(donation(3, weighted(2 * batch)), options=EXACT))["responses"]
    assert texts == [item["text"] for item in whole]


def test_later_batches_of_utterances_are_less_likely_ones() -> None:
    asked = request(person(1), UTTERANCE, weighted(4), AGREED[:1], "Exchange 4 of 10.")
    first = answer_text(asked, options=EXACT)
    later = [{"role": "assistant", "content": first}, {"role": "user", "content": "Give exactly 4 more."}]
    weights = [item["probability"] for item in json.loads(first)["responses"]]
    more = [item["probability"] for item in json.loads(answer_text([*asked, *later], options=EXACT))["responses"]]
    assert min(weights) >= max(more)
