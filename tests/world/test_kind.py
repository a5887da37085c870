from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.core.scenario import Scenario
from vs_sim.errors import ScenarioError
from vs_sim.files.starter import start, starters
from vs_sim.simulation.checking import load_scenario
from vs_sim.world.kind import KINDS


@pytest.mark.parametrize("name", KINDS.names())
def test_every_kind_has_a_schema_of_scenarios_whose_size_it_names(name: str) -> None:
    kind = KINDS.get(name)
    assert issubclass(kind.schema, Scenario)
    assert kind.size_key in kind.schema.model_fields


@pytest.mark.parametrize("name", starters())
def test_a_scenario_is_as_large_as_the_key_of_its_kind_says(name: str, tmp_path: Path) -> None:
    kind = KINDS.get(name)
    scenario = load_scenario(start(tmp_path / "x", name, {}), [f"{kind.size_key}=7"]).scenario
    assert scenario.model_dump()[kind.size_key] == 7


def test_a_kind_that_is_not_known_is_told_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("kind: persuasoin\nabout: x\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="did you mean 'persuasion'"):
        load_scenario(tmp_path / "x.yaml")
