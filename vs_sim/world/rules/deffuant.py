"""Deffuant, Neau, Amblard and Weisbuch (2000): two who meet approach each other if they are near enough."""

from __future__ import annotations

from pydantic import Field

from vs_sim.core.strict_model import Strict
from vs_sim.world.opinion_rule import OpinionRule, Situation, opinion_rule


class DeffuantParameters(Strict):
    """Who is listened to, and how far one goes."""

    epsilon: float = Field(default=0.32, ge=0, le=1, description="the largest difference that is bridged, in [0, 1]")
    mu: float = Field(default=0.5, ge=0, le=0.5, description="the part of the difference one moves, in [0, 0.5]")


@opinion_rule("deffuant")
class Deffuant(OpinionRule):
    """x' = x + mu (y - x) where |x - y| < epsilon; about 1 / (2 epsilon) clusters remain in a complete graph."""

    parameters = DeffuantParameters
    pairwise = True

    def __init__(self, parameters: DeffuantParameters) -> None:
        self.epsilon, self.mu = parameters.epsilon, parameters.mu

    def updated(self, situation: Situation) -> float:
        """Nearer to the one who was met, if anybody was and is near enough."""
        for met in situation.neighbours:
            if abs(met.opinion - situation.now) < self.epsilon:
                return situation.now + self.mu * (met.opinion - situation.now)
        return situation.now
