from __future__ import annotations

import pytest

from vs_sim.elicitation.parsing.json_values import unfenced, values_in
from vs_sim.elicitation.parsing.parse_budget import Fuel


def nodes(text: str) -> list[object]:
    return [value.node for value in values_in(text, Fuel(len(text)))]


def test_values_are_found_among_words_in_their_order() -> None:
    assert nodes('First {"a": 1}, then [2, 3].') == [{"a": 1}, [2, 3]]


@pytest.mark.parametrize("text", ["[note] and {smiles}", "no brackets", "a [ b"])
def test_a_bracket_in_prose_begins_no_value(text: str) -> None:
    assert nodes(text) == []


def test_a_damaged_value_is_marked() -> None:
    (value,) = values_in("{'a': 1}", Fuel(100))
    assert value.damaged and value.node == {"a": 1}


def test_a_fence_around_all_of_a_text_is_taken_off() -> None:
    assert unfenced("```json\n[1]\n```") == "[1]" and unfenced("see ```json\n[1]\n```") is None
