from __future__ import annotations

import pytest
from pydantic import ValidationError

from vs_sim.world.rounds.round_settings import Rewire, RoleChange


def test_a_role_changes_within_its_bounds_and_has_at_least_one() -> None:
    change = RoleChange(role="persuader", at_least=3, at_most=5)
    assert [change.applies(stance) for stance in (2, 3, 5, 6)] == [False, True, True, False]
    with pytest.raises(ValidationError, match="say when"):
        RoleChange(role="persuader")


def test_agreement_needs_a_tolerance_and_nothing_else_takes_one() -> None:
    for faulty in ({"rule": "agreement"}, {"rule": "random", "tolerance": 1}):
        with pytest.raises(ValidationError, match="tolerance goes with rule: agreement"):
            Rewire.model_validate(faulty)
