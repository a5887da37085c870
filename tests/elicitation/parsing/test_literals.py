from __future__ import annotations

import pytest

from vs_sim.elicitation.parsing.literals import Bare, half_quoted_at, literal, name_at, token_at


@pytest.mark.parametrize(
    ("token", "value", "repair"),
    [("0.25", 0.25, None), ("3", 3, None), ("true", True, None), ("null", None, None), (".5", 0.5, "number_form"),
     ("+1", 1, "number_form"), ("None", None, "literal"), ("True", True, "literal"), ("", None, "missing_value"),
     ("likely", "likely", "bare_value"), ("30%", "30%", "bare_value")],
)  # fmt: skip
def test_a_token_is_read_and_what_that_took_is_named(token: str, value: object, repair: str | None) -> None:
    assert literal(token) == (value, repair)


def test_words_without_quotes_are_told_from_quoted_ones() -> None:
    assert isinstance(literal("likely")[0], Bare)


def test_a_key_without_quotes_ends_at_its_colon() -> None:
    assert name_at("text: Yes", 0) == ("text", 5)
    assert name_at("Yes", 0) is None


def test_a_known_field_may_lack_a_quote() -> None:
    found = half_quoted_at('"text: "Yes"', 0)
    assert found is not None and found[0] == "text"


@pytest.mark.parametrize(
    ("text", "token"), [("0.4}", "0.4"), ("Yes, I do, probability: 0.4", "Yes, I do"), ("0.4 // sure\n", "0.4")]
)
def test_a_value_without_quotes_ends_where_structure_follows(text: str, token: str) -> None:
    found = token_at(text, 0, "value")
    assert found is not None and found[0] == token
