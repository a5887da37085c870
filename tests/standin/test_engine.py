from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from tests.standin.staging import (
    COT,
    DIRECT,
    UTTERANCE,
    Line,
    Messages,
    dialogue,
    distance,
    donation,
    drawn,
    listed,
    listing,
    mixture,
    person,
    request,
    shares,
    talks,
    weighted,
)
from vs_sim.standin.engine import answer_text, has_blocks, true_distribution
from vs_sim.standin.standin_options import EngineOptions

EXACT = EngineOptions(capability=1.0)
TWO: list[Line] = [("Persuader", "Hi, how are you?"), ("Persuadee", "Good."), ("Persuader", "Would you donate?")]
CLAUSES = [DIRECT, COT, listing(), listing(None), weighted(), weighted(None), weighted(how="sampled at random")]


def spoken(clause: str, at: int = 1) -> list[dict[str, str]]:
    return request(person(at), UTTERANCE, clause, TWO, "Exchange 2 of 10.")


def objects(reply: str) -> list[Mapping[str, float]]:
    found: list[Mapping[str, float]] = json.loads(reply)["responses"]
    return found


@cache
def direct_answers() -> tuple[str, ...]:
    return tuple(answer_text(donation(at), seed=at) for at in range(500))


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_same_request_and_seed_give_the_same_text(clause: str) -> None:
    assert answer_text(spoken(clause), seed=3) == answer_text(spoken(clause), seed=3)


def test_another_process_gives_the_same_dialogues() -> None:
    program = "from tests.standin.staging import dialogue; print([dialogue(at) for at in range(5)])"
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1] == f"{[dialogue(at) for at in range(5)]}\n"


def test_another_seed_gives_other_words() -> None:
    assert len({answer_text(spoken(DIRECT), seed=seed) for seed in range(20)}) > 5


def test_a_second_attempt_is_another_answer() -> None:
    again = weighted() + "\n(Attempt 2: your previous answer could not be read.)"
    assert answer_text(spoken(again)) != answer_text(spoken(weighted()))


@given(st.integers(0, 400), st.sampled_from(CLAUSES[1:]), st.integers(0, 2**31))
def test_structured_answers_are_valid_json(at: int, clause: str, seed: int) -> None:
    assert isinstance(json.loads(answer_text(spoken(clause, at), seed=seed)), dict)


def test_direct_answers_put_most_mass_on_one_amount() -> None:
    amount, count = Counter(direct_answers()).most_common(1)[0]
    assert (amount, count > 300) == ("1.00", True)


def test_direct_answers_are_far_from_the_belief_and_drawn_ones_near_it() -> None:
    rng = random.Random(1)
    belief = mixture(true_distribution(donation(at)) for at in range(500))
    direct = shares(direct_answers())
    verbalized = shares(drawn(answer_text(donation(at, weighted(12)), seed=at), rng) for at in range(500))
    assert distance(direct, belief) > 2 * distance(verbalized, belief)


def test_heat_brings_direct_answers_back_towards_the_belief() -> None:
    hot = shares(answer_text(donation(at), seed=at, temperature=5.0) for at in range(500))
    belief = mixture(true_distribution(donation(at)) for at in range(500))
    assert distance(hot, belief) < distance(shares(direct_answers()), belief)


def test_without_sharpening_and_tilt_direct_answers_follow_the_belief() -> None:
    plain = EngineOptions(gamma=1.0, tilt=0.0)
    answers = shares(answer_text(donation(at), seed=at, options=plain) for at in range(1_000))
    assert distance(answers, mixture(true_distribution(donation(at)) for at in range(1_000))) < 0.06


@pytest.mark.parametrize("make", [donation, lambda at, clause: spoken(clause, at)])
def test_a_list_has_as_many_distinct_answers_as_asked(make: Callable[[int, str], Messages]) -> None:
    for at in range(50):
        answers = json.loads(answer_text(make(at, listing(5))))["responses"]
        assert len(set(answers)) == 5


def test_a_list_of_amounts_brings_the_likeliest() -> None:
    law = true_distribution(donation(9))
    answers = json.loads(answer_text(donation(9, listing(5))))["responses"]
    assert answers == sorted(law, key=lambda text: -law[text])[:5]


def test_a_capable_model_reports_the_truth() -> None:
    law = true_distribution(donation(9))
    stated = listed(answer_text(donation(9, weighted(12)), options=EXACT))
    assert all(abs(share - law[text]) <= 0.0101 for text, share in stated.items())


def test_reported_weights_are_near_the_truth_on_average() -> None:
    pairs = [
        (true_distribution(donation(at)), listed(answer_text(donation(at, weighted(5)), seed=at))) for at in range(100)
    ]
    errors = [abs(share - law[text]) for law, stated in pairs for text, share in stated.items()]
    assert sum(errors) / len(errors) < 0.03


@given(st.integers(0, 400), st.sampled_from([3, 5, 12, 25, None]))
def test_weights_are_positive_and_sum_to_at_most_one(at: int, k: int | None) -> None:
    weights = listed(answer_text(donation(at, weighted(k)), seed=at, options=EngineOptions(noise=2.0))).values()
    assert min(weights) >= 0.01
    assert sum(weights) <= 1 + 1e-9


def test_all_answers_bring_every_likely_one() -> None:
    law = true_distribution(donation(3))
    stated = listed(answer_text(donation(3, weighted(None)), options=EXACT))
    assert set(stated) == {text for text, share in law.items() if share >= 0.005}


def test_answers_below_a_threshold_are_unlikely_ones() -> None:
    law = true_distribution(donation(3))
    stated = listed(answer_text(donation(3, weighted(5, more="Every probability must be below 0.1."))))
    assert all(law[text] < 0.1 and share < 0.1 for text, share in stated.items())


def test_where_nothing_is_so_unlikely_the_list_is_shorter() -> None:
    clause = weighted(12, more="Every answer must have a probability below 0.0001.")
    assert len(objects(answer_text(donation(3, clause)))) < 12


def test_sampled_answers_differ_between_seeds() -> None:
    clause = weighted(3, how="sampled at random from all answers")
    assert len({tuple(listed(answer_text(donation(3, clause), seed=seed))) for seed in range(20)}) > 5


@pytest.mark.parametrize(
    ("field", "meant"),
    [("confidence", lambda x: x), ("nll", lambda x: math.exp(-x)), ("perplexity", lambda x: 1 / x)],
)
def test_weights_can_be_asked_for_on_other_scales(field: str, meant: Callable[[float], float]) -> None:
    law = true_distribution(donation(3))
    for item in objects(answer_text(donation(3, weighted(3, field=field)), options=EXACT)):
        assert meant(item[field]) == pytest.approx(law[str(item["text"])], abs=0.011)


def test_weights_can_be_asked_for_in_percent() -> None:
    stated = listed(answer_text(donation(3, weighted(3, more="State weights in percent.")), options=EXACT))
    law = true_distribution(donation(3))
    assert all(abs(weight - 100 * law[text]) <= 1.01 for text, weight in stated.items())


def test_a_batch_does_not_repeat_an_earlier_one() -> None:
    first = answer_text(donation(3, weighted(3)))
    more = [{"role": "assistant", "content": first}, {"role": "user", "content": "Give 3 more alternatives."}]
    assert not set(listed(first)) & set(listed(answer_text([*donation(3, weighted(3)), *more])))


def test_another_direct_answer_is_another_amount() -> None:
    first = answer_text(donation(3))
    more = [{"role": "assistant", "content": first}, {"role": "user", "content": "Give another answer."}]
    assert answer_text([*donation(3), *more]) != first


def test_reasoning_is_given_where_it_is_asked_for() -> None:
    assert set(json.loads(answer_text(spoken(COT)))) == {"reasoning", "response"}


@pytest.mark.parametrize("content", ["Hello there", "", "What do you think about taxes?", "<persona>\nrole: x"])
def test_a_request_without_blocks_gets_a_generic_answer(content: str) -> None:
    assert answer_text([{"role": "user", "content": content}])


def test_a_well_known_question_gets_a_well_known_answer() -> None:
    reply = answer_text([{"role": "user", "content": f"Name a US state.\n\n{weighted(50)}"}])
    assert {"California", "Wyoming"} <= set(listed(reply))


def test_a_request_without_blocks_is_not_understood() -> None:
    assert not has_blocks([{"role": "user", "content": "Hello there"}])
    assert has_blocks(donation(1))


def test_direct_dialogues_agree_earlier_and_end_in_thanks() -> None:
    last = [talk[-1][1].lower() for talk in talks()]
    direct = [
        answer_text(request(person(at), UTTERANCE, DIRECT, talk[:-1], "Exchange 10 of 10."))
        for at, talk in enumerate(talks())
    ]
    assert sum("thank" in text.lower() for text in direct) > sum("thank" in text for text in last)
