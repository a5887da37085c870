from __future__ import annotations

import math
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.answers.amount import Amount
from vs_sim.core.answers.options import Options
from vs_sim.core.answers.scale import Scale
from vs_sim.core.answers.text import Text
from vs_sim.core.distribution import Candidate, Distribution, uniform_over
from vs_sim.core.question import Answer, Question
from vs_sim.elicitation.typed_values import typed
from vs_sim.errors import Unparsed

MONEY = Amount(amount=(0, 2))
SEVEN = Scale(scale=(1, 7))
YES_NO = Options(options=("Yes", "No"))


def asked(answer: Answer, outside: Literal["error", "clip"] = "error") -> Question:
    return Question(ask="How much?", answer=answer, of="persuadee", outside=outside)


def values(answer: Answer, *texts: str, outside: Literal["error", "clip"] = "error") -> Distribution:
    return typed(uniform_over(texts), asked(answer, outside))


def reason(answer: Answer, *texts: str) -> str:
    with pytest.raises(Unparsed) as caught:
        values(answer, *texts)
    return caught.value.reason


def kinds(distribution: Distribution) -> list[str]:
    return [repair.kind for repair in distribution.repairs]


def test_a_text_question_is_left_as_it_is() -> None:
    said = uniform_over(["Sure.", "No."])
    assert typed(said, asked(Text("text"))) is said


@pytest.mark.parametrize(
    ("answer", "text", "value"), [(MONEY, "$0.50", 0.5), (SEVEN, "4/7", 4.0), (YES_NO, "yes.", "Yes")]
)
def test_a_candidate_gets_the_value_it_names(answer: Answer, text: str, value: float | str) -> None:
    assert values(answer, text).candidates == (Candidate(text, None, 1.0, value),)


def test_candidates_of_one_value_become_one_at_the_first_place() -> None:
    law = values(MONEY, "$0.50", "1", "50 cents", "0.5")
    assert [(c.text, c.value, c.probability) for c in law.candidates] == [("$0.50", 0.5, 0.75), ("1", 1.0, 0.25)]


def test_merging_is_named() -> None:
    assert kinds(values(YES_NO, "Yes", "yes")) == ["same_value"]


def test_earlier_repairs_stay() -> None:
    assert kinds(typed(uniform_over(["1", "$1"]).repair("fence"), asked(MONEY))) == ["fence", "same_value"]


def test_stated_weights_add_up_with_their_masses() -> None:
    law = Distribution((Candidate("1", 0.25, 0.5), Candidate("$1", 0.25, 0.5)))
    assert typed(law, asked(MONEY)).candidates[0].stated == 0.5


def test_stated_logarithms_do_not_add_up() -> None:
    law = Distribution((Candidate("1", 2.0, 0.5), Candidate("$1", 3.0, 0.5))).repair("nll")
    assert typed(law, asked(MONEY)).candidates[0].stated == 2.0


@pytest.mark.parametrize(("answer", "text"), [(MONEY, "5"), (MONEY, "-1"), (MONEY, "50"), (SEVEN, "0"), (SEVEN, "8")])
def test_a_value_outside_the_range_is_an_error(answer: Answer, text: str) -> None:
    assert reason(answer, text) == "out_of_range"


@pytest.mark.parametrize(("answer", "text", "end"), [(MONEY, "$5", 2.0), (MONEY, "-1", 0.0), (SEVEN, "9", 7.0)])
def test_a_value_outside_the_range_is_clipped_where_the_question_says_so(answer: Answer, text: str, end: float) -> None:
    law = values(answer, text, outside="clip")
    assert (law.candidates[0].value, kinds(law)) == (end, ["clipped"])


@pytest.mark.parametrize("answer", [MONEY, SEVEN, YES_NO])
def test_one_unreadable_candidate_fails_the_answer(answer: Answer) -> None:
    assert reason(answer, "1 yes", "it depends on the day") == "bad_value"


def test_the_error_names_the_candidate() -> None:
    with pytest.raises(Unparsed, match="it depends") as caught:
        values(MONEY, "1", "it depends")
    assert caught.value.raw == "it depends"


@pytest.mark.parametrize(("step", "text", "value"), [(0.25, "0.3", 0.25), (0.5, "0.75", 1.0), (0.01, "0.505", 0.51)])
def test_an_amount_off_the_step_goes_to_the_nearest_by_name(step: float, text: str, value: float) -> None:
    law = values(Amount(amount=(0, 2), step=step), text)
    assert (law.candidates[0].value, kinds(law)) == (value, ["off_step"])


def test_steps_count_from_the_lowest_amount() -> None:
    law = values(Amount(amount=(1, 7), step=2, unit="hours"), "3 hours")
    assert (law.candidates[0].value, kinds(law)) == (3.0, [])


@given(st.integers(0, 200))
def test_every_cent_is_on_the_step(cents: int) -> None:
    law = values(MONEY, f"${cents / 100:.2f}")
    assert (law.candidates[0].value, kinds(law)) == (round(cents / 100, 2), [])


@given(st.lists(st.integers(1, 7), min_size=1, max_size=20))
def test_no_mass_is_lost(points: list[int]) -> None:
    law = values(SEVEN, *[f"{point}" for point in points])
    assert abs(math.fsum(law.probabilities) - 1) < 1e-9


@given(st.text(max_size=60), st.sampled_from([MONEY, SEVEN, YES_NO]))
def test_any_text_has_a_value_in_range_or_none(text: str, answer: Answer) -> None:
    try:
        law = values(answer, text)
    except Unparsed as error:
        assert error.reason in ("bad_value", "out_of_range")
    else:
        value = law.candidates[0].value
        assert value in ("Yes", "No") or (isinstance(value, float) and 0 <= value <= 7)
