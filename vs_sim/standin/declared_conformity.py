"""Declared conformity: with which probability a persona changes a stance, by the share of others who hold another one.

The law is known exactly, so that measures of conformity have a ground truth. It says nothing about people.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from vs_sim.standin.prompt_reading import Scene

_LAST_ANSWER = re.compile(r"\bYour last answer was (-?\d+(?:\.\d+)?) on a scale from ")
_POSITION = re.compile(r"\bI am at (-?\d+(?:\.\d+)?)")
_SAME = 0.5
"""Stances nearer than this are the same point of the scale."""


@dataclass(frozen=True)
class Conformity:
    """P(change) = base + slope_i × share, with share the part of those heard who hold another stance than one's own.

    The part `base` goes one point up or down; the part `slope_i × share` goes towards one of those who differ, each
    equally likely. Persons differ: slope_i is uniform over people in [slope − spread, slope + spread].

    Attributes:
        base: Probability of a change where nobody differs.
        slope: How much that grows until everybody differs; the mean over people.
        spread: Half of the range of slopes over people.
        bias: In [-1, 1]: of the part `base`, the share that goes up less the share that goes down.
        weight: Part of the distance that one moves towards somebody, at least one point; 1 takes over the stance.

    Raises:
        ValueError: A probability could leave [0, 1].
    """

    base: float = 0.15
    slope: float = 0.5
    spread: float = 0.2
    bias: float = 0.2
    weight: float = 0.5

    def __post_init__(self) -> None:
        if not (self.base >= 0 and 0 <= self.spread <= self.slope and self.base + self.slope + self.spread <= 1):
            raise ValueError("conformity: base + slope + spread is at most 1, and spread is at most slope")
        if not (-1 <= self.bias <= 1 and 0 < self.weight <= 1):
            raise ValueError("conformity: bias lies in [-1, 1] and weight in (0, 1]")

    def of_person(self, persona: str) -> float:
        """The slope of a persona, by its block."""
        return self.slope + self.spread * (2 * (zlib.crc32(b"conforms" + persona.encode()) + 0.5) / 2**32 - 1)


def own_position(scene: Scene) -> float | None:
    """Where the persona stood when it was last asked; None where the request does not remind it."""
    found = _LAST_ANSWER.search(scene.scenario)
    return float(found[1]) if found else None


def heard_positions(scene: Scene) -> list[float]:
    """The last stance that each other speaker of the conversation has stated."""
    said: dict[str, float] = {}
    for turn in scene.turns:
        if not turn.mine and (found := _POSITION.search(turn.text)):
            said[turn.speaker] = float(found[1])
    return list(said.values())


def stated_position(scene: Scene) -> str:
    """The sentence by which a persona says where it stands, once in a conversation; empty where it has or cannot."""
    mine = own_position(scene)
    if mine is None or any(turn.mine and _POSITION.search(turn.text) for turn in scene.turns):
        return ""
    return f" I am at {mine:g}."


def conforming_shares(scene: Scene, declared: Conformity) -> Mapping[str, float] | None:
    """The exact distribution over the points of a scale; None where the persona is not reminded of its last stance."""
    stands = own_position(scene)
    if stands is None or scene.kind != "scale":
        return None
    low, high = round(scene.low), round(scene.high)
    mine = min(max(round(stands), low), high)
    shares = dict.fromkeys(range(low, high + 1), 0.0)
    heard = heard_positions(scene)
    others = [other for other in heard if abs(other - mine) >= _SAME]
    conforms = declared.of_person(scene.persona) * len(others) / len(heard) if heard else 0.0
    up = 0.0 if mine == high else 1.0 if mine == low else (1 + declared.bias) / 2
    shares[min(mine + 1, high)] += declared.base * up
    shares[max(mine - 1, low)] += declared.base * (1 - up)
    for other in others:
        distance = other - mine
        moved = max(1, round(declared.weight * abs(distance)))
        goal = min(max(mine + (moved if distance > 0 else -moved), low), high)
        shares[goal] += conforms / len(others)
    shares[mine] += 1 - declared.base - conforms
    return {str(point): share for point, share in shares.items()}
