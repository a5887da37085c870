"""Outcomes and the persons who gave them: how traits, groups and persons are related to the outcome.

A table holds one value per dialogue, the person behind it and that person's traits. Every measure of it is a
function of weights, so that a resample of persons is a row of weights and thousands of them are one call.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from vs_sim.core.persona import Trait
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.outcomes import answer_unit, final_answers, outcome
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.provenance import Computed, Header
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.inference.cluster_bootstrap import estimated, moment_of
from vs_sim.study.measure import Measure, find_measure

SPREAD = {"trait_effect", "trait_correlation", "subgroup_gap"}
"""Measures whose error falls with the root of the dialogues, so that sampling noise at another n is known."""


def table_of(run: Run, question: str) -> OutcomeTable:
    """The final answers to a question with their persons, prompted attributes and, where known, distributions.

    Raises:
        UnknownName: The scenario has no such question.
        StudyError: Its answers are not numbers.
    """
    sample = outcome(run, question)
    asked = run.scenario.questions[question]
    if not sample.n:
        return OutcomeTable(sample)
    units = final_answers(run, question)["unit"].tolist()
    who = run.personas[run.personas["role"] == asked.of].set_index("unit").loc[units]
    names = [name for name in who.columns if name not in ("role", "person", "source") and not name.startswith("own.")]
    traits = {name: [_entry(entry) for entry in who[name].tolist()] for name in names}
    unit = answer_unit(run, question)
    mixture = run.distribution(question)
    if not mixture.numeric:
        return OutcomeTable(sample, traits, unit=unit)
    points = np.array(mixture.values, dtype=np.float64)
    means = mixture.distributions @ points
    return OutcomeTable(sample, traits, means, (mixture.distributions @ points**2 - means**2).clip(0.0), unit)


def _entry(entry: Any) -> Trait | None:
    return None if entry is None or entry != entry else entry  # NaN is a missing cell of a frame


def estimate_table(table: OutcomeTable, name: str, against: Moments | None = None, *, seed: int = 0) -> Estimate:
    """One measure of a table, compared with human data where a figure for it is published.

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
        blank = replace(blank, people=0 if moment.people is None else moment.people, reference=against.id)
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


def moments_of_table(
    table: OutcomeTable, names: Iterable[str], header: Header, computed: Computed | None = None
) -> Moments:
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
