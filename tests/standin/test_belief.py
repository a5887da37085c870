from __future__ import annotations

import random
from functools import cache

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
from vs_sim.standin.belief import DISPLACEMENT, HUMAN_CENTS, declared
from vs_sim.standin.engine import Options, truth

PEOPLE = 2_000
APPEAL: Line = ("Persuader", "The children need food and water.")


def law(name: str) -> dict[float, float]:
    return {cents / 100: share for cents, share in declared(name)}


@cache
def believed(name: str) -> tuple[dict[str, float], ...]:
    return tuple(truth(donation(at), options=Options(law=name)) for at in range(PEOPLE))


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
    own = truth(request(person(3), STANCE, DIRECT, lines))
    return sum(int(point) * share for point, share in own.items())


def test_the_human_law_counts_559_dialogues() -> None:
    assert sum(HUMAN_CENTS.values()) == 559


def test_the_default_law_is_as_far_from_people_as_stated() -> None:
    assert distance(law("default"), law("human")) == pytest.approx(DISPLACEMENT)


@given(st.integers(1, 40))
def test_a_shifted_law_is_exactly_so_far_from_people(hundredths: int) -> None:
    shift = hundredths / 100
    assert distance(law(f"shifted({shift})"), law("human")) == pytest.approx(shift)


@pytest.mark.parametrize("name", ["humans", "shifted(0)", "shifted(.5)", "shifted", "default(.1)"])
def test_an_unknown_law_is_refused_when_the_model_is_made(name: str) -> None:
    with pytest.raises(ValueError, match="no law"):
        Options(law=name)


@pytest.mark.parametrize("name", ["default", "human", "shifted(.3)"])
def test_the_population_keeps_the_declared_law(name: str) -> None:
    assert distance(mixture(believed(name)), law(name)) < 0.05


def test_the_population_keeps_the_declared_law_after_talking() -> None:
    after = mixture(truth(donation(at, DIRECT, lines)) for at, lines in enumerate(talks()))
    assert distance(after, law("default")) < 0.05


def test_nobody_in_particular_has_the_declared_law() -> None:
    own = truth(request("role: persuadee", "type: amount\nrange: 0 to 2\nstep: 0.01", DIRECT))
    assert distance(mixture([own]), law("default")) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("trait", ["agreeable", "care"])
def test_the_traits_that_matter_matter_about_as_much_as_in_people(trait: str) -> None:
    assert 0.2 < effect(trait) < 0.5


@pytest.mark.parametrize("trait", ["open", "age"])
def test_other_traits_do_not_matter(trait: str) -> None:
    assert abs(effect(trait)) < 0.15


def test_persons_differ_and_keep_to_themselves() -> None:
    zeros = [own["0.00"] for own in believed("default")[:50]]
    assert truth(donation(7)) == truth(donation(7))
    assert max(zeros) - min(zeros) > 0.3


@given(st.integers(0, 300), st.sampled_from(["default", "human", "shifted(.1)"]))
def test_a_law_sums_to_one(at: int, name: str) -> None:
    assert sum(truth(donation(at), options=Options(law=name)).values()) == pytest.approx(1)


def test_the_method_does_not_change_the_belief() -> None:
    assert truth(donation(5, DIRECT)) == truth(donation(5, weighted())) == truth(donation(5, listing()))


def test_agreeing_raises_the_donation_and_refusing_lowers_it() -> None:
    said = {
        word: truth(donation(2, DIRECT, [APPEAL, ("Persuadee", word)])) for word in ("I'll donate $1.", "No thanks.")
    }
    before = truth(donation(2, DIRECT, [APPEAL]))
    assert said["I'll donate $1."]["0.00"] < before["0.00"] < said["No thanks."]["0.00"]


def test_appeals_raise_willingness() -> None:
    assert willing([APPEAL, ("Persuadee", "I see."), APPEAL]) > willing([])


def test_resisting_lowers_willingness() -> None:
    assert willing([APPEAL, ("Persuadee", "Money is tight right now.")]) < willing([APPEAL])


def test_a_scale_has_a_single_peak() -> None:
    shares = list(truth(request(person(4), STANCE, DIRECT)).values())
    top = shares.index(max(shares))
    assert shares[:top] == sorted(shares[:top])
    assert shares[top:] == sorted(shares[top:], reverse=True)


def test_an_amount_of_another_range_keeps_its_focal_points() -> None:
    own = truth(request("role: giver", "type: amount\nrange: 0 to 100\nstep: 1", DIRECT))
    assert max(own, key=lambda text: own[text] if text != "0" else 0.0) == "50"


def test_yes_and_no_follow_the_stance() -> None:
    rng = random.Random(1)
    people = [person(rng.randrange(500), "voter") for _ in range(60)]
    answer = 'question: Do you?\ntype: options\noptions: ["Yes", "No"]'
    yes = [truth(request(block, answer, DIRECT))["Yes"] for block in people]
    assert min(yes) < 0.5 < max(yes)


def test_other_options_have_a_fixed_uneven_law() -> None:
    answer = 'question: Which?\ntype: options\noptions: ["red", "green", "blue"]'
    first, second = (truth(request(person(at), answer, DIRECT)) for at in (1, 2))
    assert first == second
    assert len({round(share, 6) for share in first.values()}) == 3


def test_an_utterance_has_a_law_over_acts() -> None:
    acts = truth(
        request(person(1), "question: What do you say next?\ntype: text", DIRECT, [APPEAL], "Exchange 4 of 10.")
    )
    assert sum(acts.values()) == pytest.approx(1)
    assert {"warm", "ask"} & set(acts)
