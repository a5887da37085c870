from __future__ import annotations

import pytest

from vs_sim.errors import StudyError
from vs_sim.study.forecasts.next_steps import NO_ACT, act_question, typed_moment


def test_a_moment_is_a_number_of_exchanges_or_the_end() -> None:
    assert [typed_moment(text) for text in ("0", " 5 ", "end")] == [0, 5, None]
    with pytest.raises(StudyError, match="'soon' is no moment"):
        typed_moment("soon")


def test_the_kinds_of_a_codebook_are_the_options_and_their_meanings_are_told() -> None:
    asked = act_question("resistance", "persuadee")
    assert asked.answer.levels == ("refusal", "resistance", "reserve", "commitment", NO_ACT)
    assert "commitment: agrees to give" in asked.ask


def test_a_coding_of_whole_dialogues_is_no_next_turn() -> None:
    with pytest.raises(StudyError, match="codes whole dialogues"):
        act_question("trajectory", "persuadee")
