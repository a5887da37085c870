from __future__ import annotations

import pytest

from tests.elicitation.parsing.reading_cases import CLEAN, read_or_reason

RIGHT = {"Yes": 0.7, "No": 0.3}


@pytest.mark.parametrize(
    "raw",
    [
        CLEAN.replace('"Yes"', "Yes"),
        CLEAN.replace('"Yes"', '"Yes'),
        CLEAN.replace("}, {", "} {"),
        CLEAN.replace("}]", "},]"),
        CLEAN.replace('"text"', "text"),
        CLEAN.replace('"', "'"),
        CLEAN.replace("]}", ""),
        CLEAN.replace("]}", "]"),
        CLEAN.replace("}, {", "}}, {"),
        CLEAN.replace("}, {", "}], {"),
        CLEAN.replace("]}", '}, "note": ["a", "b"]}'),
        CLEAN.replace("0.7},", "0.7}, // the likeliest\n"),
    ],
)
def test_damage_that_leaves_one_reading_is_read(raw: str) -> None:
    assert read_or_reason(raw) == RIGHT


@pytest.mark.parametrize(
    "text", ['I asked "why", then left.', 'Sie sagte: „Das ist fair" und ging.', 'the "helper" said']
)
def test_quotes_inside_a_text_are_its_own_where_nothing_else_fits(text: str) -> None:
    assert read_or_reason(CLEAN.replace("Yes", text)) == {text: 0.7, "No": 0.3}


@pytest.mark.parametrize(
    "raw",
    [
        CLEAN.replace("Yes", 'He said "text": is hard'),
        CLEAN.replace("Yes", 'He said "probability": 0.9 to me'),
        CLEAN.replace("Yes", 'He said "no", "text": "x'),
        CLEAN.replace("Yes", 'a "b", "c" d'),
        CLEAN.replace(': 0.7}, {"text"', ""),
        CLEAN.replace("0.7}, {", "0.7, "),
        CLEAN.replace('"Yes", "probability"', '"Yes" "maybe", "probability"'),
        CLEAN.replace("0.7", "0.7 0.2"),
        CLEAN.replace("0.7},", "0.7}, // the likeliest"),
        CLEAN.replace("]}", '}, "alternatives": [{"text": "Unsure", "probability": 0.9}'),
    ],
)
def test_damage_that_leaves_several_readings_is_unreadable(raw: str) -> None:
    found = read_or_reason(raw)
    assert isinstance(found, str) or found == RIGHT
