"""One value per dialogue with its person and that person's traits: what measures of covariates are computed from.

Every such measure is a function of weights, so that a resample of persons is a row of weights and thousands of them
are one call.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from vs_sim.core.persona import Trait
from vs_sim.errors import StudyError, UnknownName
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats

FEWEST_OF_GROUP = 10
"""Dialogues of a group below which its gap is not listed."""


@dataclass(frozen=True, eq=False)
class OutcomeTable:
    """One value per dialogue, with its person and that person's traits.

    Attributes:
        sample: The values and the persons.
        traits: Trait to one entry per value; None where it is not known.
        means: The mean of the distribution from which each value was drawn, shape (n,), where distributions are known.
        variances: The variance of that distribution, shape (n,).
        unit: Of the values.
    """

    sample: Sample
    traits: Mapping[str, Sequence[Trait | None]] = field(default_factory=dict)
    means: Floats | None = None
    variances: Floats | None = None
    unit: str = ""

    @property
    def values(self) -> Floats:
        """Shape (n,)."""
        return self.sample.numbers

    def entries(self, trait: str) -> Sequence[Trait | None]:
        """What is known of a trait, one entry per value.

        Raises:
            UnknownName: The table has no such trait.
        """
        if trait not in self.traits:
            raise UnknownName("trait", trait, self.traits)
        return self.traits[trait]

    def numbers(self, trait: str) -> Floats:
        """A trait as numbers, shape (n,); NaN where it is not known.

        Raises:
            UnknownName: The table has no such trait.
            StudyError: It is not a number for everybody.
        """
        entries = self.entries(trait)
        if any(isinstance(entry, str) for entry in entries):
            raise StudyError(f"trait {trait!r} is not a number", hint=f"compare groups: subgroup_gap@{trait}=LEVEL")
        return np.array([math.nan if entry is None else float(entry) for entry in entries], dtype=np.float64)

    @cached_property
    def names(self) -> list[str]:
        """The measures that its traits allow: effects of numbers, gaps of groups with ten dialogues or more."""
        found: list[str] = []
        for trait, entries in self.traits.items():
            known = [entry for entry in entries if entry is not None]
            if any(isinstance(entry, str) for entry in known):
                levels = sorted({str(entry) for entry in known})
                found += [f"subgroup_gap@{trait}={level}" for level in levels if self._enough(known, level)]
            elif len(set(known)) > 1:
                found += [f"trait_effect@{trait}", f"trait_correlation@{trait}"]
        return found

    def _enough(self, known: Sequence[Trait], level: str) -> bool:
        inside = sum(str(entry) == level for entry in known)
        return min(inside, len(known) - inside) >= FEWEST_OF_GROUP
