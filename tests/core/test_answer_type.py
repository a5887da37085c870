"""The contract of a type of answer: everything is asked of the type, so a new one is a single file."""

import subprocess
import sys
from pathlib import Path

import pytest

from vs_sim.core.answer_type import ANSWER_TYPES
from vs_sim.core.question import Question, answer_keys

WRITTEN = {"text": "text", "amount": {"amount": [0, 2]}, "scale": {"scale": [1, 7]}, "options": {"options": ["a", "b"]}}
PERCENT = """
from typing import ClassVar
from pydantic import Field
from vs_sim.core.answer_text.read_value import ReadValue
from vs_sim.core.answer_type import ANSWER_TYPES, AnswerType, within_span
from vs_sim.core.strict_model import Strict


class Percent(Strict, AnswerType):
    key: ClassVar[str] = "percent"
    form: ClassVar[str] = "{percent: most}"
    plural: ClassVar[str] = "percentages"
    numeric: ClassVar[bool] = True
    percent: int = Field(ge=1, le=100)

    @property
    def span(self):
        return 0.0, float(self.percent)

    @property
    def unit_name(self):
        return "%"

    @property
    def prompt_facts(self):
        return {"type": self.key, "range": f"0% to {self.percent}%"}

    @classmethod
    def placeholder(cls, facts):
        return "0%"

    @property
    def prompt_words(self):
        return {"kind": self.key, "words": f"a percentage up to {self.percent}%"}

    def fitted(self, value, *, clip):
        return within_span(self.span, value, clip=clip)

    def read(self, text):
        number = text.strip().removesuffix("%")
        return ReadValue(float(number)) if number.isdecimal() else None
"""
USE = """
from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.core.question import Question
from vs_sim.elicitation.typed_values import typed

question = Question(ask="How likely?", of="judge", answer={"percent": 60})
assert question.final_number and question.answer.prompt_lines == ("type: percent", "range: 0% to 60%")
assert Question.model_validate(question.model_dump(mode="json")) == question
read = typed(Distribution((Candidate("40%", None, 1.0),)), question)
assert [candidate.value for candidate in read.candidates] == [40.0]
"""


@pytest.mark.parametrize("key", answer_keys())
def test_every_type_is_found_under_its_key(key: str) -> None:
    answer = Question(ask="What?", of="one", answer=WRITTEN[key]).answer
    assert isinstance(answer, ANSWER_TYPES.get(key))


@pytest.mark.parametrize("key", answer_keys())
def test_a_question_is_written_as_it_was_read(key: str) -> None:
    question = Question(ask="What?", of="one", answer=WRITTEN[key])
    assert Question.model_validate_json(question.model_dump_json()) == question


@pytest.mark.parametrize("key", answer_keys())
def test_numbers_have_a_span_and_other_answers_have_none(key: str) -> None:
    answer = Question(ask="What?", of="one", answer=WRITTEN[key]).answer
    assert (answer.span is not None) == answer.numeric


def test_a_new_type_of_answer_is_one_file_of_another_package(tmp_path: Path) -> None:
    (tmp_path / "percent.py").write_text(PERCENT)
    about = tmp_path / "percent-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: percent\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[vs_sim.answers]\npercent = percent:Percent\n")
    path = ":".join([str(tmp_path), *sys.path])
    done = subprocess.run([sys.executable, "-c", USE], env={"PYTHONPATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("typed", "key", "found"), [("0,2", "amount", [0, 2]), ("[1, 7]", "scale", [1, 7])])
def test_a_range_is_typed_on_a_line(typed: str, key: str, found: list[int]) -> None:
    assert ANSWER_TYPES.get(key).from_line(typed) == {key: found}


def test_a_line_that_holds_no_numbers_is_no_range() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        ANSWER_TYPES.get("scale").from_line("low,high")
