"""An opinion rule: how a simple agent changes its opinion, so that language models are seen beside known dynamics.

To add a rule, put a file with one `@opinion_rule` class into `rules/`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from vs_sim.core.strict_model import Strict
from vs_sim.registry import Registry


class NoParameters(Strict):
    """A rule without parameters."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody whose opinion is known.

    Attributes:
        opinion: In [0, 1].
        weight: Of the tie, above 0.
    """

    opinion: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Situation:
    """What a rule decides on, the same for all agents of a round.

    Attributes:
        first: The agent's opinion before the first round, in [0, 1].
        now: Its opinion now, in [0, 1].
        neighbours: Those who influence it: all neighbours, or for a pairwise rule who it met this round.
        u: The number in [0, 1) that belongs to the agent and the round.
    """

    first: float
    now: float
    neighbours: Sequence[Neighbour]
    u: float = 0.0


class OpinionRule(ABC):
    """How an opinion in [0, 1] follows from those of neighbours.

    Args:
        parameters: As `parameters` of the class reads them.
    """

    parameters: ClassVar[type[Strict]] = NoParameters
    """The schema of the rule's parameters."""
    pairwise: ClassVar[bool] = False
    """Whether it follows from the one who was met this round instead of from all neighbours."""

    @abstractmethod
    def __init__(self, parameters: Strict) -> None: ...

    @abstractmethod
    def updated(self, situation: Situation) -> float:
        """The opinion after the round, in [0, 1]."""


def weighted_mean(neighbours: Sequence[Neighbour]) -> float:
    """The mean opinion of at least one neighbour, weighted by ties."""
    total = sum(neighbour.weight for neighbour in neighbours)
    return sum(neighbour.weight * neighbour.opinion for neighbour in neighbours) / total


OPINION_RULES: Registry[type[OpinionRule]] = Registry("rule", "vs_sim.world.rules")
_R = TypeVar("_R", bound=OpinionRule)


def opinion_rule(name: str) -> Callable[[type[_R]], type[_R]]:
    """Register a rule under its name, the stem of its file."""

    def register(member: type[_R]) -> type[_R]:
        OPINION_RULES.register(name, member)
        return member

    return register
