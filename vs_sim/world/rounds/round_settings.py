"""What a scenario may say about its rounds: how many talk together, what is remembered, which roles and ties change."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from vs_sim.core.strict_model import Strict

MOST_IN_A_TALK = 12


class Talks(Strict):
    """How many talk together, and who speaks when."""

    people: int = Field(
        default=2, ge=2, le=MOST_IN_A_TALK, description="the most people of a talk: one, and neighbours of theirs"
    )
    turns: Literal["in_order", "shuffled"] = Field(
        default="in_order",
        description="who speaks when: in_order, who opens and then the others, or shuffled anew in each exchange",
    )


class Summary(Strict):
    """What is remembered in the place of talks: a note that each speaker writes after each talk."""

    summary: int = Field(ge=5, le=300, description="the most words of the note; what is longer is cut off")


class RoleChange(Strict):
    """When people of a role take another one, for good."""

    role: str = Field(description="the role that they take from the next round on")
    at_least: float | None = Field(default=None, description="if their stance is at least this")
    at_most: float | None = Field(default=None, description="if their stance is at most this")

    @model_validator(mode="after")
    def _conditional(self) -> RoleChange:
        if self.at_least is None and self.at_most is None:
            raise ValueError("say when: at_least, at_most or both")
        return self

    def applies(self, stance: float) -> bool:
        """Whether somebody of a stance takes the other role."""
        return (self.at_least is None or stance >= self.at_least) and (self.at_most is None or stance <= self.at_most)


class Rewire(Strict):
    """Which ties change after each round."""

    rule: Literal["agreement", "random"] = Field(
        description="agreement: ties of people who disagree are replaced by ties of people who agree; random: any ties "
        "are replaced by any others"
    )
    share: float = Field(default=0.1, gt=0, le=1, description="probability that such a tie is replaced in a round")
    tolerance: float | None = Field(
        default=None, ge=0, description="the largest difference of stances at which people agree; for agreement"
    )

    @model_validator(mode="after")
    def _tolerance_for_agreement(self) -> Rewire:
        if (self.tolerance is None) == (self.rule == "agreement"):
            raise ValueError("tolerance goes with rule: agreement, which needs it")
        return self
