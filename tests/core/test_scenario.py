from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from vs_sim.core.scenario import Compare, Scenario

WRITTEN: dict[str, Any] = {
    "kind": "any",
    "about": "Two people talk.",
    "models": {"m": {"backend": "standin"}},
    "roles": {"ann": {"model": "m", "personas": {"file": "ann.csv"}}, "bob": {"model": "m"}},
}


def scenario(**changes: Any) -> Scenario:
    return Scenario.model_validate({**WRITTEN, **changes})


@pytest.mark.parametrize("share", ["5%", " 5 % ", "0.05", 0.05])
def test_a_share_is_written_in_percent_or_as_a_number(share: str | float) -> None:
    assert scenario(max_failed=share).max_failed == pytest.approx(0.05)


@pytest.mark.parametrize("share", ["some", "200%", -0.1])
def test_a_share_that_is_none_is_refused(share: str | float) -> None:
    with pytest.raises(ValidationError, match="max_failed"):
        scenario(max_failed=share)


def test_persons_are_drawn_from_a_seed_of_their_own_where_one_is_given_also_zero() -> None:
    assert scenario(seed=5).persona_sampling_seed == 5
    assert scenario(seed=5, persona_seed=0).persona_sampling_seed == 0


def test_the_files_that_it_names_are_those_of_personas_and_references() -> None:
    named = scenario(compare={"gift": "mine.json", "mood": "persuasion_for_good/paid", "primary": "gift.ks"})
    assert named.files == ["ann.csv", "mine.json"]


def test_a_reference_is_any_key_of_compare_but_the_declared_ones() -> None:
    assert Compare.model_validate({"primary": "gift.ks", "gift": "x/paid"}).references == {"gift": "x/paid"}


@pytest.mark.parametrize("wrong", [{"primary": "ks"}, {"primary": "gift."}, {"margin": 0}, {"margin": 1}])
def test_a_comparison_that_cannot_be_made_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Compare.model_validate(wrong)
