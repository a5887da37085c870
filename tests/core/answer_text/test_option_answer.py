from __future__ import annotations

import pytest

from vs_sim.core.answer_text.option_answer import option_in
from vs_sim.core.answer_text.read_value import ReadValue as Read

YES_NO = ["Yes", "No"]
GIVING = ["Donate", "Do not donate", "Maybe later"]


@pytest.mark.parametrize("text", ["yes", "YES.", "Yes!", '"Yes"', " yes "])
def test_an_option_is_known_whatever_its_case_and_punctuation(text: str) -> None:
    assert option_in(text, YES_NO) == Read("Yes")


@pytest.mark.parametrize("text", ["No, thanks", "A) No", "1. No", "Answer: no"])
def test_an_option_inside_a_text_is_named(text: str) -> None:
    assert option_in(text, YES_NO) == Read("No", ("value_in_text",))


@pytest.mark.parametrize("text", ["Yes or no", "not yes", "Y", "Yesterday", "yeah", "perhaps"])
def test_a_doubtful_option_is_none(text: str) -> None:
    assert option_in(text, YES_NO) is None


def test_a_text_that_mentions_an_option_is_none() -> None:
    assert option_in("I'd say: do not donate", GIVING) is None


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Nicht gut", ["Gut", "Schlecht"]), ("No estoy de acuerdo", ["De acuerdo", "En desacuerdo"]),
        ("Я не согласен", ["Согласен", "Не знаю"]), ("Pas d'accord", ["D'accord", "Sans avis"]),
        ("同意しない", ["同意", "反対"]),
        ("No problem, I'd love to!", YES_NO), ("no idea", YES_NO), ("No one knows", YES_NO),
        ("I would say a bike", ["a", "b"]),
        ("It is not B, the answer is D", ["B", "D"]),
        ("Often: I never do. Sometimes", ["Never", "Sometimes", "Often"]),
        ("1) 2", ["1", "2"]), ("b) A", ["A", "B"]), ("Yes, but no", YES_NO), ("agreed", ["Agree", "Disagree"]),
    ],
)  # fmt: skip
def test_an_option_in_another_meaning_is_none(text: str, options: list[str]) -> None:
    assert option_in(text, options) is None


@pytest.mark.parametrize(
    ("text", "option"),
    [("Don’t know", "Don't know"), ("DON`T  KNOW!", "Don't know"), ("Don't know", "Don’t know"), ("so–so", "So-so"),
     ("Ｙｅｓ", "Yes"), ("«Да»", "Да"), ("STRASSE", "Straße"), ("Cafe\u0301", "Café"), ("(A)", "A"),
     ("Very  likely.", "Very likely")],
)  # fmt: skip
def test_an_option_is_known_whatever_its_quotes_width_and_spaces(text: str, option: str) -> None:
    found = option_in(text, [option, "other"])
    assert found is not None and found.value == option


@pytest.mark.parametrize("text", ["I will not donate", "Don't donate", "maybe"])
def test_a_denied_option_or_a_prefix_is_none(text: str) -> None:
    assert option_in(text, GIVING) is None
