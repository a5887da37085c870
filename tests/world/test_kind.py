from __future__ import annotations

import pytest

from vs_sim.core.scenario import Scenario
from vs_sim.world.kind import KINDS


@pytest.mark.parametrize("name", KINDS.names())
def test_every_kind_has_a_schema_of_scenarios_whose_size_it_names(name: str) -> None:
    kind = KINDS.get(name)
    assert issubclass(kind.schema, Scenario)
    assert kind.size_key in kind.schema.model_fields


@pytest.mark.parametrize("name", KINDS.names())
def test_every_kind_says_what_happens_in_a_dialogue(name: str) -> None:
    assert callable(KINDS.get(name).flow)
