from __future__ import annotations

import pytest

from tests.elicitation.parsing.reading_cases import read_or_reason


@pytest.mark.parametrize(
    "raw",
    [
        '{"reasoning": "hm", "response": "Yes"}',
        '{"reasoning": "hm", "response": "Yes", "alternative": "No", "answers": ["No"]}',
        'Well: {"reasoning": "a {b}", "response": "Yes"} Good?',
        '{"output": {"reasoning": "hm", "response": "Yes"}}',
        '{"reasoning": "hm", "answer": "Yes"}',
        '{"response": {"text": "Yes"}}',
        '{"reasoning": "hm", "response": "Yes",}',
        'Form: {"reasoning": "…", "response": "…"} {"reasoning": "hm", "response": "Yes"}',
    ],
)
def test_the_response_is_read(raw: str) -> None:
    assert read_or_reason(raw, "cot") == {"Yes": 1.0}


@pytest.mark.parametrize(
    "raw",
    [
        '{"reasoning": "a", "response": "No"}\nActually: {"reasoning": "b", "response": "Yes"}',
        '{"reasoning": "hm", "response": ["Yes", "No"]}',
        '{"reasoning": "hm", "response": "Yes", "response": "No"}',
        '{"reasoning": "hm", "answer": "Yes", "reply": "No"}',
        '{"reasoning": "hm", "answer": "Yes", "verdict": "No"}',
        '{"reasoning": "…", "response": "…"}',
        '{"reasoning": "I wrote "response": "No" first", "response": "Yes"}',
    ],
)
def test_a_response_that_is_not_one_is_unreadable(raw: str) -> None:
    assert isinstance(read_or_reason(raw, "cot"), str)
