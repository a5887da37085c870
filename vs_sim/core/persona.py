"""Personas: persons described to the model by prompted attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

Trait = str | int | float
Style = Literal["facts", "description"]
_LABEL = re.compile(r"(?P<name>.*?)\s*(?:\((?P<low>\d+)-(?P<high>\d+)(?P<more>,[^)]*)?\)|\([^)]*\))?")


@dataclass(frozen=True)
class Persona:
    """A person as described to the model.

    Attributes:
        person: Identity: the same person in two dialogues has the same. Clusters are formed by it.
        traits: Prompted attributes by name, in the order of the prompt.
        source: Where the persona comes from, for example `population persuasion_for_good`.
        style: Prompted as facts, a line each, or as a short description.
        labels: Attributes to readable names, with their scales, such as `openness (1-5)`; for descriptions.
        own: What is known of a real person and never prompted, such as the amount paid.
    """

    person: str
    traits: Mapping[str, Trait] = field(default_factory=dict)
    source: str = ""
    style: Style = "facts"
    labels: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Trait] = field(default_factory=dict)

    def facts(self) -> list[str]:
        """One line per prompted attribute, `name: value`, numbers included."""
        return [f"{name.replace('_', ' ')}: {value_text(value)}" for name, value in self.traits.items()]

    def described(self) -> list[tuple[str, list[str]]]:
        """Attributes in readable words, `name value`, neighbours on one scale together.

        Returns:
            Scales such as `1 to 5`, empty for none, each with its attributes in the order of the prompt.
        """
        words = [scale_and_words(self.labels.get(name, name), value_text(value)) for name, value in self.traits.items()]
        groups = groupby(words, key=lambda word: word[0])
        return [(scale, [each for _, each in group]) for scale, group in groups]


def scale_and_words(label: str, value: str) -> tuple[str, str]:
    """The scale that a label names, if it is one among others, and the value in readable words.

    >>> scale_and_words("moral foundation: care (1-6)", "4.4")
    ('1 to 6', 'care 4.4')
    >>> scale_and_words("income bracket (1-12, limits unpublished)", "7")
    ('', 'income bracket 7 of 12')
    """
    found = _LABEL.fullmatch(label)
    if found is None:
        return "", f"{label} {value}"
    name = found["name"].rpartition(": ")[2].replace("_", " ")
    if found["more"]:
        return "", f"{name} {value} of {found['high']}"
    return (f"{found['low']} to {found['high']}" if found["low"] else ""), f"{name} {value}"


def value_text(value: Trait) -> str:
    """A value as prompts state it: whole numbers without a point, others with at most two decimals."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
