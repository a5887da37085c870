from __future__ import annotations

import pytest

from vs_sim.core.answer_text.read_value import ReadValue as Read
from vs_sim.core.answer_text.scale_answer import point_in


@pytest.mark.parametrize("text", ["4", "4.0", "four", "4/7", "4 out of 7", "４", "**4**", " 4. "])
def test_a_point_by_itself_needs_no_repair(text: str) -> None:
    assert point_in(text, 1, 7) == Read(4)


@pytest.mark.parametrize(
    "text", ["4 - neutral", "4 (neutral)", "Rating: 4", "I'm a 4", "On a scale of 1 to 7, I'd say 4"]
)
def test_a_labelled_point_is_named(text: str) -> None:
    assert point_in(text, 1, 7) == Read(4, ("value_in_text",))


@pytest.mark.parametrize(
    "text",
    [
        "4.5",
        "4 or 5",
        "7/10",
        "4/5",
        "not 4",
        "4%",
        "agree",
        "1 to 7",
        "4-year",
        "4 kids",
        "As a 5-year employee, I fully agree",
        "4, not 5",
        "4 or five",
        "I have 4",
        "5 stars",
        "No. 1 priority",
        "one of the best",
    ],
)
def test_a_doubtful_point_is_none(text: str) -> None:
    assert point_in(text, 1, 7) is None


def test_a_sign_counts_where_the_scale_goes_below_zero() -> None:
    assert point_in("-2", -3, 3) == Read(-2)
