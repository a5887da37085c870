"""The threshold model (Granovetter 1978): one adopts once enough of one's neighbours have."""

from __future__ import annotations

from pydantic import Field

from vs_sim.core.strict_model import Strict
from vs_sim.world.opinion_rule import OpinionRule, Situation, opinion_rule

ADOPTED = 0.5
"""Above this opinion somebody counts as having adopted."""


class ThresholdParameters(Strict):
    """How many it takes."""

    threshold: float = Field(default=0.25, ge=0, le=1, description="share of neighbours who must have adopted")


@opinion_rule("threshold")
class Threshold(OpinionRule):
    """x' = 1 where the share of neighbours above 0.5, weighted by ties, reaches the threshold; nobody goes back."""

    parameters = ThresholdParameters

    def __init__(self, parameters: ThresholdParameters) -> None:
        self.threshold = parameters.threshold

    def updated(self, situation: Situation) -> float:
        """1 once enough neighbours have adopted, else the opinion as it was."""
        total = sum(each.weight for each in situation.neighbours)
        adopted = sum(each.weight for each in situation.neighbours if each.opinion > ADOPTED)
        return 1.0 if total and adopted >= self.threshold * total else situation.now
