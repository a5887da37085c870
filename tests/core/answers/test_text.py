"""Free text."""

import pytest
from pydantic import ValidationError

from vs_sim.core.answers.text import Text
from vs_sim.core.question import Question


def test_a_question_asks_for_a_text_unless_it_says_otherwise() -> None:
    assert isinstance(Question(ask="What?", of="one").answer, Text)


def test_no_other_word_is_a_type_of_answer() -> None:
    with pytest.raises(ValidationError, match="an answer is text, or one of"):
        Question.model_validate({"ask": "What?", "of": "one", "answer": "number"})
