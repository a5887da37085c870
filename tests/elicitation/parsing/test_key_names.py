from __future__ import annotations

import pytest

from vs_sim.elicitation.parsing.key_names import CLASH, bare, folded, scale_of


@pytest.mark.parametrize(
    ("key", "name"),
    [("Response_Text 1", "responsetext"), ("Probabilité", "probabilite"), ("ВЕРОЯТНОСТЬ", bare("вероятность"))],
)
def test_a_key_counts_by_its_letters(key: str, name: str) -> None:
    assert bare(key) == name


@pytest.mark.parametrize(
    "key", ["probability_reasoning", "confidence", "probability note", "improbability", "score", "text"]
)
def test_a_key_that_looks_like_a_weight_names_none(key: str) -> None:
    assert scale_of(bare(key)) is None


def test_two_keys_of_one_name_that_disagree_clash() -> None:
    assert folded({"Text": "a", "text": "b", "P": 1})["text"] is CLASH
