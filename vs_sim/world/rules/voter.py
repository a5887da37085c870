"""The voter model (Clifford and Sudbury 1973): one takes over the opinion of a random neighbour."""

from __future__ import annotations

from vs_sim.core.strict_model import Strict
from vs_sim.world.opinion_rule import OpinionRule, Situation, opinion_rule


@opinion_rule("voter")
class Voter(OpinionRule):
    """x' = the opinion of one neighbour, drawn by the weights of ties."""

    def __init__(self, parameters: Strict) -> None:
        pass

    def updated(self, situation: Situation) -> float:
        """The opinion of the neighbour that `u` selects; who has no neighbour keeps the opinion."""
        goal = situation.u * sum(each.weight for each in situation.neighbours)
        reached = 0.0
        for each in situation.neighbours:
            reached += each.weight
            if goal < reached:
                return each.opinion
        return situation.neighbours[-1].opinion if situation.neighbours else situation.now
