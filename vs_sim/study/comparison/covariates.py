"""Values beside who gave them: what traits, groups and persons have to do with the outcome.

A table holds one value per dialogue, the person behind it and that person's traits. Every measure of it is a
function of weights, so that a resample of persons is a row of weights and thousands of them are one call.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from vs_sim.core.persona import Trait
from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.run import Run
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.provenance import Computed, Header
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.inference.cluster_bootstrap import estimated, moment_of
from vs_sim.study.measure import Measure, find_measure

FEWEST_OF_GROUP = 10
"""Dialogues of a group below which its gap is not listed."""
SPREAD = {"trait_effect", "trait_correlation", "subgroup_gap"}
"""Measures whose error falls with the root of the dialogues, so that sampling noise at another n is known."""


@dataclass(frozen=True, eq=False)
class Table:
    """One value per dialogue, with its person and that person's traits.

    Attributes:
        sample: The values and the persons.
        traits: Trait to one entry per value; None where it is not known.
        means: The mean of the law from which each value was drawn, shape (n,), where laws are known.
        variances: The variance of that law, shape (n,).
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


def table_of(run: Run, question: str) -> Table:
    """The final answers to a question with the persons who gave them, their told traits and, where known, their laws.

    Raises:
        UnknownName: The scenario has no such question.
        StudyError: Its answers are not numbers.
    """
    from vs_sim.study.comparison.measuring import outcome

    sample = outcome(run, question)
    asked = run.scenario["questions"][question]
    if not sample.n:
        return Table(sample)
    answers = run.answers(question)
    units = answers[answers["closed"] & answers["exchange"].isna()]["unit"].tolist()
    who = run.personas[run.personas["role"] == asked["of"]].set_index("unit").loc[units]
    told = [name for name in who.columns if name not in ("role", "person", "source") and not name.startswith("own.")]
    traits = {name: [_entry(entry) for entry in who[name].tolist()] for name in told}
    unit = asked["answer"].get("unit", "") if isinstance(asked["answer"], dict) else ""
    mixture = run.distribution(question)
    if not mixture.numeric:
        return Table(sample, traits, unit=unit)
    points = np.array(mixture.values, dtype=np.float64)
    means = mixture.laws @ points
    return Table(sample, traits, means, (mixture.laws @ points**2 - means**2).clip(0.0), unit)


def _entry(entry: Any) -> Trait | None:
    return None if entry is None or entry != entry else entry  # NaN is a missing cell of a frame


def estimate_table(table: Table, name: str, against: Moments | None = None, *, seed: int = 0) -> Estimate:
    """One measure of a table, beside people where they have a figure for it.

    Args:
        table: The values, their persons and traits.
        name: A registered measure of tables, for example `trait_effect@care` or `within_person`.
        against: Figures of people; None for the simulation alone.
        seed: Equal inputs give equal numbers.

    Raises:
        UnknownName: No measure or no trait has that name.
        StudyError: It is not a measure of tables.
    """
    chosen = of_tables(name)
    moment = against.get(name) if against else None
    sample = table.sample
    blank = Estimate(name, sample.of, math.nan, n=sample.n, personas=sample.persons)
    blank = replace(blank, unit=table.unit if chosen.in_units else "")
    if against and moment:
        blank = replace(blank, people=moment.people or 0, reference=against.id)
    return estimated(blank, lambda weights: chosen.of(table, weights), sample, moment, seed) if sample.n else blank


def of_tables(name: str) -> Measure:
    """The measure of that name, which must be one of tables.

    Raises:
        StudyError: It is another shape's.
    """
    chosen = find_measure(name)
    if chosen.shape != "table":
        raise StudyError(f"measure {chosen.name!r} is one of {chosen.shape}, not of tables")
    return chosen


def moments_of_table(table: Table, names: Iterable[str], header: Header, computed: Computed | None = None) -> Moments:
    """Figures of this table, to be compared with: of people, or of another run."""
    rows = {}
    for name in names:
        chosen = of_tables(name)
        spread = name.partition("@")[0] in SPREAD
        found = moment_of(lambda weights, chosen=chosen: chosen.of(table, weights), table.sample, spread=spread)  # type: ignore[misc]
        if found is not None:
            rows[name] = found
    return Moments(
        **{name: getattr(header, name) for name in Header.model_fields}, computed=computed or Computed(), rows=rows
    )
