from __future__ import annotations

import pytest

from vs_sim.core.persona import Persona, scale_and_words, value_text

ANN = Persona(
    "p1",
    {"age": 31.0, "openness": 3.456, "care": 4.0, "political_view": "liberal"},
    labels={"openness": "openness (1-5)", "care": "care (1-5)"},
    own={"paid": 2.0},
)


def test_facts_are_the_prompted_attributes_in_their_order() -> None:
    assert ANN.facts() == ["age: 31", "openness: 3.46", "care: 4", "political view: liberal"]


def test_what_is_known_but_not_prompted_is_in_no_prompt() -> None:
    assert "paid" not in str(ANN.facts()) and "paid" not in str(ANN.described())


def test_neighbours_on_one_scale_are_described_together() -> None:
    assert ANN.described() == [
        ("", ["age 31"]),
        ("1 to 5", ["openness 3.46", "care 4"]),
        ("", ["political view liberal"]),
    ]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("income (1-12, limits unpublished)", ("", "income 7 of 12")),
        ("age (years)", ("", "age 7")),
        ("Big Five: openness (1-7)", ("1 to 7", "openness 7")),
    ],
)
def test_a_label_names_its_scale(label: str, words: tuple[str, str]) -> None:
    assert scale_and_words(label, "7") == words


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (0.5, "0.5"), (2.999, "3"), (10.0, "10"), (7, "7"), ("a", "a")]
)
def test_numbers_are_written_as_people_write_them(value: float | str, text: str) -> None:
    assert value_text(value) == text
