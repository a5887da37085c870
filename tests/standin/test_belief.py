from __future__ import annotations

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standin.staging import (
    DIRECT,
    STANCE,
    Line,
    distance,
    donation,
    listing,
    mixture,
    person,
    request,
    talks,
    weighted,
)
from vs_sim.standin.belief import _AMOUNT_KEPT
from vs_sim.standin.declared_distributions import declared_distribution
from vs_sim.standin.engine import true_distribution
from vs_sim.standin.listening import talk_state
from vs_sim.standin.prompt_reading import PastTurn, persona_traits
from vs_sim.standin.standin_options import EngineOptions

PEOPLE = 2_000
APPEAL: Line = ("Persuader", "The children need food and water.")


def law(name: str) -> dict[float, float]:
    known = declared_distribution(name)
    return {2 * point: share for point, share in zip(known.points, known.shares, strict=True)}


@cache
def believed(name: str) -> tuple[dict[str, float], ...]:
    return tuple(true_distribution(donation(at), options=EngineOptions(law=name)) for at in range(PEOPLE))


def effect(trait: str) -> float:
    """Cohen's d of a trait, donors against the others, by the exact laws."""
    give = [1 - own["0.00"] for own in believed("default")]
    values = [float(person(at).split(f"{trait}: ")[1].split("\n")[0]) for at in range(PEOPLE)]
    donors, total = sum(give), PEOPLE
    mean_in = sum(g * v for g, v in zip(give, values, strict=True)) / donors
    mean_out = sum((1 - g) * v for g, v in zip(give, values, strict=True)) / (total - donors)
    ss_in = sum(g * (v - mean_in) ** 2 for g, v in zip(give, values, strict=True))
    ss_out = sum((1 - g) * (v - mean_out) ** 2 for g, v in zip(give, values, strict=True))
    return float((mean_in - mean_out) / ((ss_in + ss_out) / total) ** 0.5)


def willing(lines: list[Line]) -> float:
    own = true_distribution(request(person(3), STANCE, DIRECT, lines))
    return sum(int(point) * share for point, share in own.items())


@pytest.mark.parametrize("name", ["default", "human", "shifted(.3)"])
def test_the_population_keeps_the_declared_law(name: str) -> None:
    assert distance(mixture(believed(name)), law(name)) < 0.05


def test_the_population_keeps_the_declared_law_after_talking() -> None:
    after = mixture(true_distribution(donation(at, DIRECT, lines)) for at, lines in enumerate(talks()))
    assert distance(after, law("default")) < 0.08


def test_nobody_in_particular_has_the_declared_law() -> None:
    own = true_distribution(request("role: persuadee", "type: amount\nrange: 0 to 2\nstep: 0.01", DIRECT))
    assert distance(mixture([own]), law("default")) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("trait", ["agreeable", "care"])
def test_the_traits_that_matter_matter_about_as_much_as_in_people(trait: str) -> None:
    assert 0.2 < effect(trait) < 0.5


@pytest.mark.parametrize("trait", ["open", "age"])
def test_other_traits_do_not_matter(trait: str) -> None:
    assert abs(effect(trait)) < 0.15


def test_persons_differ_and_keep_to_themselves() -> None:
    zeros = [own["0.00"] for own in believed("default")[:50]]
    assert true_distribution(donation(7)) == true_distribution(donation(7))
    assert max(zeros) - min(zeros) > 0.3


@given(st.integers(0, 300), st.sampled_from(["default", "human", "shifted(.1)"]))
def test_a_law_sums_to_one(at: int, name: str) -> None:
    assert sum(true_distribution(donation(at), options=EngineOptions(law=name)).values()) == pytest.approx(1)


def repeated(consistency: float) -> float:
    """Correlation of the amounts of one person in two dialogues, by the exact laws."""
    amounts = [float(text) for text in true_distribution(donation(0))]
    laws = [
        list(true_distribution(donation(at), options=EngineOptions(consistency=consistency)).values())
        for at in range(PEOPLE)
    ]
    means = [sum(a * p for a, p in zip(amounts, own, strict=True)) for own in laws]
    squares = [sum(a * a * p for a, p in zip(amounts, own, strict=True)) for own in laws]
    return float(np.var(means) / (np.mean(squares) - np.mean(means) ** 2))


def test_people_can_be_as_consistent_as_people_are() -> None:
    assert repeated(0.85) == pytest.approx(0.78, abs=0.03)


def test_consistency_is_an_option() -> None:
    assert repeated(0.2) < repeated(0.42) < repeated(0.7)


def test_consistency_leaves_the_population_as_it_is() -> None:
    firm = mixture(true_distribution(donation(at), options=EngineOptions(consistency=0.85)) for at in range(PEOPLE))
    assert distance(firm, law("default")) < 0.05


def test_who_names_an_amount_and_gives_mostly_gives_that() -> None:
    own = true_distribution(donation(2, DIRECT, [APPEAL, ("Persuadee", "I'll give 40 cents.")]))
    assert own["0.40"] / (1 - own["0.00"]) == pytest.approx(_AMOUNT_KEPT, abs=0.01)


def test_people_pay_less_often_than_they_say() -> None:
    ended = [(talk_state([PastTurn(who == "Persuadee", text) for who, text in lines]).me, lines) for lines in talks()]
    said = sum(bool(me.amount or me.share) for me, _ in ended) / len(ended)
    laws = (
        true_distribution(donation(at, DIRECT, lines), options=EngineOptions(law="human"))
        for at, (_, lines) in enumerate(ended)
    )
    assert said - (1 - mixture(laws)[0.0]) == pytest.approx(0.15, abs=0.06)


def test_a_person_described_in_sentences_is_read_too() -> None:
    prose = "age 36, sex Female. On a scale from 1 to 5: agreeableness 1. On a scale from 1 to 6: care 1."
    assert dict(persona_traits(f"role: persuadee\n{prose}"))["agreeable"] == "1"


def test_the_method_does_not_change_the_belief() -> None:
    assert (
        true_distribution(donation(5, DIRECT))
        == true_distribution(donation(5, weighted()))
        == true_distribution(donation(5, listing()))
    )


def test_agreeing_raises_the_donation_and_refusing_lowers_it() -> None:
    said = {
        word: true_distribution(donation(2, DIRECT, [APPEAL, ("Persuadee", word)]))
        for word in ("I'll donate $1.", "No thanks.")
    }
    before = true_distribution(donation(2, DIRECT, [APPEAL]))
    assert said["I'll donate $1."]["0.00"] < before["0.00"] < said["No thanks."]["0.00"]


def test_appeals_raise_willingness() -> None:
    assert willing([APPEAL, ("Persuadee", "I see."), APPEAL]) > willing([])


def test_resisting_lowers_willingness() -> None:
    assert willing([APPEAL, ("Persuadee", "Money is tight right now.")]) < willing([APPEAL])


def test_a_scale_has_a_single_peak() -> None:
    shares = list(true_distribution(request(person(4), STANCE, DIRECT)).values())
    top = shares.index(max(shares))
    assert shares[:top] == sorted(shares[:top])
    assert shares[top:] == sorted(shares[top:], reverse=True)


def test_an_amount_of_another_range_keeps_its_focal_points() -> None:
    own = true_distribution(request("role: giver", "type: amount\nrange: 0 to 100\nstep: 1", DIRECT))
    assert max(own, key=lambda text: own[text] if text != "0" else 0.0) == "50"


def test_yes_and_no_follow_the_stance() -> None:
    rng = random.Random(1)
    people = [person(rng.randrange(500), "voter") for _ in range(60)]
    answer = 'question: Do you?\ntype: options\noptions: ["Yes", "No"]'
    yes = [true_distribution(request(block, answer, DIRECT))["Yes"] for block in people]
    assert min(yes) < 0.5 < max(yes)


def test_other_options_have_a_fixed_uneven_law() -> None:
    answer = 'question: Which?\ntype: options\noptions: ["red", "green", "blue"]'
    first, second = (true_distribution(request(person(at), answer, DIRECT)) for at in (1, 2))
    assert first == second
    assert len({round(share, 6) for share in first.values()}) == 3


def test_an_utterance_has_a_law_over_acts() -> None:
    acts = true_distribution(
        request(person(1), "question: What do you say next?\ntype: text", DIRECT, [APPEAL], "Exchange 4 of 10.")
    )
    assert sum(acts.values()) == pytest.approx(1)
    assert {"warm", "ask"} & set(acts)
