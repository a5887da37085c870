"""Friedkin and Johnsen (1990): the neighbours' mean, anchored at the opinion one began with."""

from __future__ import annotations

from pydantic import Field

from vs_sim.core.strict_model import Strict
from vs_sim.world.opinion_rule import OpinionRule, Situation, opinion_rule, weighted_mean


class FriedkinJohnsenParameters(Strict):
    """How open to others one is."""

    susceptibility: float = Field(default=0.5, ge=0, le=1, description="weight of the neighbours' mean, in [0, 1]")


@opinion_rule("friedkin_johnsen")
class FriedkinJohnsen(OpinionRule):
    """x' = a x_N + (1 - a) x_0; converges to (1 - a) (I - a W)^-1 x_0 for a < 1."""

    parameters = FriedkinJohnsenParameters

    def __init__(self, parameters: FriedkinJohnsenParameters) -> None:
        self.open = parameters.susceptibility

    def updated(self, situation: Situation) -> float:
        """Between the neighbours' mean and the first opinion; who has no neighbour keeps the opinion."""
        if not situation.neighbours:
            return situation.now
        return self.open * weighted_mean(situation.neighbours) + (1 - self.open) * situation.first
