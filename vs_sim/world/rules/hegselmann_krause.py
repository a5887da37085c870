"""Hegselmann and Krause (2002): the mean of all whose opinion is near enough, oneself included."""

from __future__ import annotations

from pydantic import Field

from vs_sim.core.strict_model import Strict
from vs_sim.world.opinion_rule import Neighbour, OpinionRule, Situation, opinion_rule, weighted_mean


class HegselmannKrauseParameters(Strict):
    """Who is listened to."""

    epsilon: float = Field(default=0.32, ge=0, le=1, description="the largest difference that counts, in [0, 1]")


@opinion_rule("hegselmann_krause")
class HegselmannKrause(OpinionRule):
    """x' = the mean over oneself (weight 1) and all neighbours within epsilon, weighted by ties."""

    parameters = HegselmannKrauseParameters

    def __init__(self, parameters: HegselmannKrauseParameters) -> None:
        self.epsilon = parameters.epsilon

    def updated(self, situation: Situation) -> float:
        """The mean of the near ones."""
        near = [each for each in situation.neighbours if abs(each.opinion - situation.now) <= self.epsilon]
        return weighted_mean([Neighbour(situation.now), *near])
