from __future__ import annotations

import json

import pytest

from tests.places import SHARED, needs_shared
from vs_sim import stated_amount
from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import CODINGS, Labels
from vs_sim.corpora.transcript import PrivateAnswer, Transcript, Turn
from vs_sim.log.run import Run
from vs_sim.study.coding.agreement import agreement, kappa
from vs_sim.study.coding.classifier import cross_validated

ASKED = "Would you like to donate part of your $2?"


def talk(*said: str, decision: float | None = None, probes: tuple[PrivateAnswer, ...] = ()) -> Transcript:
    """A dialogue in which the persuader asks and the persuadee says these things."""
    turns = []
    for exchange, text in enumerate(said):
        turns.append(Turn(2 * exchange, exchange, "persuader", ASKED))
        turns.append(Turn(2 * exchange + 1, exchange, "persuadee", text))
    asked = {"stance": probes} if probes else {}
    return Transcript("000000", tuple(turns), "persuadee", decision=decision, private_answers=asked)


def labels(name: str, dialogue: Transcript) -> Labels:
    chosen = CODINGS.get(name)
    return chosen.by_rules(dialogue, {base: labels(base, dialogue) for base in chosen.made_from})


def said_of(name: str, dialogue: Transcript) -> set[str]:
    return {label.label for label in labels(name, dialogue)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("No, I will not donate anything.", {"refusal", "resistance", "reserve"}),
        ("I really can't afford it, money is tight.", {"resistance", "reserve"}),
        ("Yes, I would love to donate.", {"commitment"}),
        ("I will give 50 cents.", {"commitment"}),
        ("What do they do with the money?", set()),
    ],
)
def test_what_a_reply_to_a_request_is_read_as(text: str, kinds: set[str]) -> None:
    assert said_of("resistance", talk(text)) - {"request"} == kinds


def test_kinds_of_resistance_nest() -> None:
    found = labels("resistance", talk("No, I will not donate anything.", "I really can't afford it."))
    turns = {kind: {label.turn for label in found if label.label == kind} for kind in ("refusal", "resistance")}
    assert turns["refusal"] < turns["resistance"]


@pytest.mark.parametrize(
    ("said", "course"),
    [
        (("I really can't afford it.", "Okay, I will give 50 cents."), "resists then commits"),
        (("I will give 50 cents.", "No, I will not donate anything."), "commits then resists"),
        (("I will give 50 cents.", "Have a nice day."), "commits"),
        (("I really can't afford it.", "Have a nice day."), "resists"),
        (("Hello there.", "Have a nice day."), "neither"),
    ],
)
def test_the_course_of_a_dialogue(said: tuple[str, ...], course: str) -> None:
    assert said_of("trajectory", talk(*said)) == {course}


def test_a_raised_offer_is_a_change_of_mind_with_its_difference() -> None:
    found = labels("mind_change", talk("I will give 20 cents.", "Fine, I will give 50 cents."))
    assert Label("amount raised", value=0.3) in found


@pytest.mark.parametrize(("variance", "kind"), [(0.1, "stance raised"), (4.0, "stance kept"), (float("nan"), None)])
def test_a_stance_must_move_beyond_retest_noise(variance: float, kind: str | None) -> None:
    found = said_of(
        "mind_change", talk("Hello.", probes=(PrivateAnswer(0, 3.0, variance), PrivateAnswer(5, 5.0, variance)))
    )
    assert found == ({kind} if kind else set())


def test_agreeing_and_naming_an_amount_are_kept_apart() -> None:
    assert said_of("say_do", talk("Yes, I would love to donate.", decision=0.0)) == {"agreed"}
    assert said_of("say_do", talk("I will give 50 cents.", decision=0.2)) == {"stated", "gap"}
    assert said_of("say_do", talk("What is it?", decision=0.2)) == {"unspoken"}


def test_the_gap_is_the_decision_less_what_was_stated() -> None:
    assert Label("gap", value=-0.3) in labels("say_do", talk("I will give 50 cents.", decision=0.2))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("I'd give like a buck fifty", 1.5), ("how about forty cents?", 0.4), ("25 percent of it", 0.5),
        ("half. that's the best I can do", 1.0), ("Actually, make that 75 cents instead of 50", 0.75),
        ("I will give $1. On second thought, I'd rather not donate.", 0.0), ("Not a cent, I won't give", 0.0),
        ("I can't afford $2, but I can give $0.50", 0.5), ("I make about $5 an hour on here", None),
        ("They spend 85% on programs", None), ("Did you say you are giving $1?", None), ("three quarters of it", 1.5),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_context(text: str, amount: float | None) -> None:
    assert stated_amount(text, 2.0) == amount


def test_kappa_is_one_where_coders_agree_and_nought_by_chance() -> None:
    assert kappa([1, 0, 1, 0], [1, 0, 1, 0]).kappa == 1
    assert kappa([1, 1, 0, 0], [1, 0, 1, 0]).kappa == 0


@needs_shared
def test_amounts_of_real_sentences_are_read() -> None:
    """The visible half of the cases, in view of which the rules were written."""
    lines = (SHARED / "cases" / "amount_cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    found = [stated_amount(case["text"], case["max_amount"]) == case["expected_amount"] for case in cases]
    assert sum(found) / len(cases) >= 0.95


@needs_shared
def test_the_rules_agree_with_the_annotators(people: Run) -> None:
    found = agreement(people, "resistance", "rules")
    assert found["resistance"].kappa >= 0.5 and found["commitment"].kappa >= 0.65


@needs_shared
def test_a_learned_coder_agrees_with_annotators_on_dialogues_it_did_not_see(people: Run) -> None:
    pytest.importorskip("sklearn", reason="needs vs-sim[stats]")
    found = cross_validated(people)
    assert found["resistance"].kappa >= 0.43 and found["commitment"].kappa >= 0.64
