"""Who is speaking: a persona is a person with told attributes, numbers included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Trait = str | int | float


@dataclass(frozen=True)
class Persona:
    """A person as the model is told about them.

    Attributes:
        person: Identity: the same person in two dialogues has the same. Clusters are formed by it.
        traits: Told attributes by name, in the order they are told.
        source: Where the persona comes from, for example `population persuasion_for_good`.
    """

    person: str
    traits: Mapping[str, Trait] = field(default_factory=dict)
    source: str = ""

    def facts(self) -> list[str]:
        """One line per told attribute, `name: value`, numbers included."""
        return [f"{name.replace('_', ' ')}: {told(value)}" for name, value in self.traits.items()]


def told(value: Trait) -> str:
    """A value as it is told: whole numbers without a point, others with at most two decimals."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
