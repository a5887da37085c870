"""A Mesa model of a scenario: its random streams are Mesa's, and closed to flows, which draw by name."""

from __future__ import annotations

import random

import mesa

from vs_sim.errors import VsSimError
from vs_sim.llm.gateway import inside_a_flow


class ScenarioModel(mesa.Model):
    """What the Mesa models of scenarios have in common.

    Args:
        rng: Seed of Mesa's random streams, `rng` and `random`.
    """

    def __init__(self, rng: int | None = None) -> None:
        super().__init__(rng=rng)

    @property
    def random(self) -> random.Random:
        """Mesa's stream of the standard library; closed to flows, which draw by name.

        Raises:
            VsSimError: It was used inside a flow.
        """
        if inside_a_flow():
            raise VsSimError("the model's random stream was used inside a flow", hint="draw by name: draws(name)")
        return self._random

    @random.setter
    def random(self, stream: random.Random) -> None:
        self._random = stream
