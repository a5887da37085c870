from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.elicitation.parsing.parse_budget import Fuel
from vs_sim.elicitation.parsing.quoted_strings import Quoted, joined_surrogates, quoted, unescaped


def read(text: str) -> Quoted | None:
    return quoted(text, 0, "value", Fuel(len(text)))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_a_string_of_strict_json_is_read_as_json_reads_it(text: str) -> None:
    found = read(json.dumps(text) + "}")
    assert found == Quoted(text, len(json.dumps(text)), ())


def test_a_quote_that_was_not_escaped_stays_in_the_text() -> None:
    assert read('"I say "no" today", "probability": 0.5}') == Quoted('I say "no" today', 18, ("unescaped_quote",))


def test_a_text_that_swallowed_structure_is_known_to_be_broken() -> None:
    found = read('"a" : "b" and more"}')
    assert found is not None and "broken_quotes" in found.repairs


def test_a_string_that_is_cut_off_is_none() -> None:
    assert read('"I would give') is None


@pytest.mark.parametrize(("text", "repair"), [("'a'}", "single_quotes"), ("“a”}", "typographic_quotes")])
def test_quotes_of_other_kinds_are_read_and_named(text: str, repair: str) -> None:
    assert read(text) == Quoted("a", 3, (repair,))


def test_an_escape_that_json_has_not_is_read_and_said() -> None:
    assert unescaped(r"\$5\n") == ("$5\n", True)
    assert unescaped(r"\u00e9\n") == ("é\n", False)


def test_two_halves_of_a_character_are_joined_and_one_alone_is_marked() -> None:
    assert joined_surrogates("\ud83d\ude00") == "😀"
    assert joined_surrogates("\ud83d") == "\ufffd"
