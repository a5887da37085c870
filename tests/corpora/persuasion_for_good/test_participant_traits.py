from __future__ import annotations

from vs_sim.corpora.persuasion_for_good.participant_traits import TRAIT_LABELS, trait_of, traits_of


def test_an_age_below_eighteen_is_a_typing_error() -> None:
    assert trait_of({"age.x": 3}, "age") is None and trait_of({"age.x": 18}, "age") == 18


def test_means_are_rounded() -> None:
    assert trait_of({"care.x": 4.33333}, "care") == 4.33


def test_traits_are_in_the_order_of_a_prompt_without_those_not_stated() -> None:
    assert list(traits_of({"care.x": 4.0, "age.x": 30, "B6": 1})) == [t for t in TRAIT_LABELS if t in ("age", "care")]
