from __future__ import annotations

import pytest

from tests.elicitation.parsing.reading_cases import CLEAN, read_or_reason

RIGHT = {"Yes": 0.7, "No": 0.3}
EXAMPLES = [
    '{"responses": [{"text": "…", "probability": 0.25}]}',
    '{"responses": [{"text": "...", "probability": 0.0}, {"text": "...", "probability": 0.0}]}',
    '{"responses": [{"text": "<answer>", "probability": <number>}]}',
    '{"responses": [{"text": "string", "probability": "number"}]}',
    '{"responses": [{"text": "…", "probability": 0.25}, ...]}',
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_of_the_form_before_or_after_the_answer_is_left_out(example: str) -> None:
    assert read_or_reason(f"{CLEAN}\nFormat used: {example}") == RIGHT
    assert read_or_reason(f"The form is {example}. So:\n{CLEAN}") == RIGHT


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_alone_is_no_answer(example: str) -> None:
    assert isinstance(read_or_reason(example), str)


def test_the_same_answer_twice_is_one() -> None:
    assert read_or_reason(f"{CLEAN}\nAs JSON:\n```json\n{CLEAN}\n```") == RIGHT


@pytest.mark.parametrize(
    "raw",
    [
        f"{CLEAN}\nWait, rather:\n{CLEAN.replace('Yes', 'Perhaps')}",
        f'{CLEAN} and {{"text": "Perhaps", "probability": 0.1}}',
        CLEAN.replace("}, {", "}]}, {"),
        CLEAN.replace("}, {", "}]}]}, {"),
        f'{CLEAN}, {{"text": "Perhaps", "probability": 0.1}}]}}',
        '{"text": "Yes", "probability": 0.7} or else {"text": "No", "probability": 0.3}',
        f'{CLEAN}\n{{"responses": [{{"text": "Perhaps", "probability": "high"}}]}}',
    ],
)
def test_answers_that_differ_are_ambiguous(raw: str) -> None:
    assert isinstance(read_or_reason(raw), str)


@pytest.mark.parametrize(
    "around", ["[note] {}", "{smiles} {}", "See [1]: {}", 'I thought of {"mood": "sad"} first. {}']
)
def test_brackets_in_prose_are_prose(around: str) -> None:
    assert read_or_reason(around.replace("{}", CLEAN)) == RIGHT


@pytest.mark.parametrize("raw", ['["Yes", "No"], "Perhaps"]', '["Yes", "No"]\n["Perhaps"]', '["Yes"], ["No"]'])
def test_a_list_of_texts_closed_too_early_is_ambiguous(raw: str) -> None:
    assert isinstance(read_or_reason(raw, "sequence"), str)
