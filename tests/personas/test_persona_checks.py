from __future__ import annotations

import pytest

from vs_sim.errors import ScenarioError
from vs_sim.simulation.checking import load_scenario

PERSONAS = "roles.persuadee.personas"


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (f"{PERSONAS}.population=persuasion_for_god", "no population 'persuasion_for_god'"),
        (f"{PERSONAS}.tell=[agee]", "no attribute 'agee'"),
        (f"{PERSONAS}.segments={{sex: [Femal]}}", "no level 'Femal' of sex"),
        (f"{PERSONAS}.segments={{sex: {{at_least: 3}}}}", "sex is no number"),
        (f"{PERSONAS}.segments={{age: {{at_least: 500}}}}", "nobody fits these segments"),
    ],
)
def test_personas_that_do_not_exist_are_a_fault_of_the_scenario(setting: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        load_scenario("persuasion_for_good", [setting])
