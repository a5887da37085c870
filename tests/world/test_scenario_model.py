from __future__ import annotations

import mesa

from vs_sim.world.scenario_model import ScenarioModel


def test_its_random_streams_are_those_of_mesa() -> None:
    made, plain = ScenarioModel(rng=3), mesa.Model(rng=3)
    assert made.random.random() == plain.random.random()
    assert made.rng.random() == plain.rng.random()
