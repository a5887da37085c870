"""DeGroot (1974): the weighted mean of the neighbours' opinions and one's own."""

from __future__ import annotations

from pydantic import Field

from vs_sim.core.strict_model import Strict
from vs_sim.world.opinion_rule import OpinionRule, Situation, opinion_rule, weighted_mean


class DeGrootParameters(Strict):
    """How much one's own opinion counts."""

    self_weight: float = Field(default=0.5, ge=0, le=1, description="weight of one's own opinion, in [0, 1]")


@opinion_rule("degroot")
class DeGroot(OpinionRule):
    """x' = s x + (1 - s) x_N, with x_N the mean of the neighbours weighted by ties.

    On a connected undirected graph with s > 0, opinions converge to the mean of the first opinions weighted by
    strength (the sum of the weights of one's ties), the stationary distribution of the walk.
    """

    parameters = DeGrootParameters

    def __init__(self, parameters: DeGrootParameters) -> None:
        self.own = parameters.self_weight

    def updated(self, situation: Situation) -> float:
        """The mean; who has no neighbour keeps the opinion."""
        if not situation.neighbours:
            return situation.now
        return self.own * situation.now + (1 - self.own) * weighted_mean(situation.neighbours)
