from __future__ import annotations

import pytest

from vs_sim.elicitation.typed.amount_answer import Read
from vs_sim.elicitation.typed.option_answer import option_in, point_in

YES_NO = ["Yes", "No"]
GIVING = ["Donate", "Do not donate", "Maybe later"]


@pytest.mark.parametrize("text", ["4", "4.0", "four", "4/7", "4 out of 7", "４", "**4**", " 4. "])
def test_a_point_by_itself_needs_no_repair(text: str) -> None:
    assert point_in(text, 1, 7) == Read(4)


@pytest.mark.parametrize(
    "text", ["4 - neutral", "4-neutral", "4 (neutral)", "Rating: 4", "I'm a 4", "On a scale of 1 to 7, I'd say 4"]
)
def test_a_labelled_point_is_named(text: str) -> None:
    assert point_in(text, 1, 7) == Read(4, ("value_in_text",))


@pytest.mark.parametrize("text", ["4.5", "4 or 5", "7/10", "4/5", "not 4", "4%", "agree", "1 to 7"])
def test_a_doubtful_point_is_none(text: str) -> None:
    assert point_in(text, 1, 7) is None


def test_a_sign_counts_where_the_scale_goes_below_zero() -> None:
    assert point_in("-2", -3, 3) == Read(-2)


@pytest.mark.parametrize("text", ["yes", "YES.", "Yes!", '"Yes"', " yes "])
def test_an_option_is_known_whatever_its_case_and_punctuation(text: str) -> None:
    assert option_in(text, YES_NO) == Read("Yes")


@pytest.mark.parametrize("text", ["No, thanks", "A) No", "1. No", "I say no."])
def test_an_option_inside_a_text_is_named(text: str) -> None:
    assert option_in(text, YES_NO) == Read("No", ("value_in_text",))


@pytest.mark.parametrize("text", ["Yes or no", "not yes", "Y", "Yesterday", "yeah", "perhaps"])
def test_a_doubtful_option_is_none(text: str) -> None:
    assert option_in(text, YES_NO) is None


def test_the_longer_of_two_nested_options_is_meant() -> None:
    read = option_in("I'd say: do not donate", GIVING)
    assert read is not None and read.value == "Do not donate"


@pytest.mark.parametrize("text", ["I will not donate", "Don't donate", "maybe"])
def test_a_denied_option_or_a_prefix_is_none(text: str) -> None:
    assert option_in(text, GIVING) is None
