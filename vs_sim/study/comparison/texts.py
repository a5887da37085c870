"""What one role said, dialogue by dialogue, measured as texts: a mean over dialogues compared with that of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.provenance import Computed, Header
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.inference.cluster_bootstrap import estimated, moment_of, weighted_mean
from vs_sim.study.measure import Measure, find_measure

LANGUAGE = (
    "turn_length",
    *(f"words_at@{exchange}" for exchange in range(10)),
    *(f"{name}@{n}" for name in ("distinct", "distinct_window", "distinct_char") for n in (1, 2, 3)),
    "readability",
)
"""The measures of texts that need no model: those of the shipped references and of the card."""


@dataclass(frozen=True, eq=False)
class Texts:
    """The turns of one role.

    Attributes:
        turns: By dialogue, in the order spoken.
        people: Who spoke in each dialogue.
        of: The role.
        units: The dialogues, where they are known.
    """

    turns: tuple[tuple[str, ...], ...]
    people: tuple[str, ...]
    of: str = ""
    units: tuple[str, ...] = ()

    @cached_property
    def persons(self) -> int:
        """How many distinct persons."""
        return len(set(self.people))

    def values(self, chosen: Measure) -> Floats:
        """The measure of every dialogue, shape (dialogues,); NaN where it has none."""
        return np.array([chosen.of(turns) for turns in self.turns], dtype=np.float64)


def texts_of(run: Run, role: str) -> Texts:
    """What a role said in the completed dialogues.

    Raises:
        StudyError: The run has no such role.
    """
    roles = list(run.scenario.roles)
    if role not in roles:
        raise StudyError(f"no role {role!r}; the run has {', '.join(roles)}", hint="measure texts of a role")
    completed = run.dialogues[run.dialogues["failed"].isna()]
    said = run.turns[run.turns["role"] == role].groupby("unit")["text"].agg(tuple).to_dict()
    units = [unit for unit in completed["unit"] if unit in said]
    people = completed.set_index("unit")[role].loc[units].astype(str).tolist() if units else []
    return Texts(tuple(said[unit] for unit in units), tuple(people), role, tuple(units))


def estimate_texts(texts: Texts, name: str, against: Moments | None = None, *, seed: int = 0) -> Estimate:
    """One measure of texts, averaged over dialogues, compared with people where they have a figure for it.

    Args:
        texts: What was said.
        name: A registered measure of texts, for example `distinct@1`.
        against: Figures of people; None for the simulation alone.
        seed: Equal inputs give equal numbers.

    Raises:
        UnknownName: No measure has that name.
        StudyError: It is not a measure of texts.
    """
    chosen = of_texts(name)
    moment = against.get(name) if against else None
    blank = Estimate(name, texts.of, float("nan"), n=len(texts.turns), personas=texts.persons)
    if against and moment:
        blank = replace(blank, people=0 if moment.people is None else moment.people, reference=against.id)
    try:
        sample = measurable(texts, chosen)
    except StudyError as error:
        return replace(blank, note="; ".join(filter(None, (f"not measured: {error}", error.hint))))
    blank = replace(blank, n=sample.n, personas=sample.persons)
    return estimated(blank, weighted_mean(sample.numbers), sample, moment, seed) if sample.n else blank


def measurable(texts: Texts, chosen: Measure) -> Sample:
    """The dialogues that have a value, and their persons."""
    values = texts.values(chosen)
    known = np.isfinite(values)
    return Sample(values[known], [who for who, kept in zip(texts.people, known, strict=True) if kept], texts.of)


def of_texts(name: str) -> Measure:
    """The measure of that name, which must be one of texts.

    Raises:
        StudyError: It is another shape's.
    """
    chosen = find_measure(name)
    if chosen.shape != "texts":
        raise StudyError(f"measure {chosen.name!r} is one of {chosen.shape}, not of texts")
    return chosen


def moments_of_texts(
    texts: Texts, header: Header, names: Iterable[str] = LANGUAGE, computed: Computed | None = None
) -> Moments:
    """Figures of these texts, to be compared with: of people, or of another run."""
    samples = {name: measurable(texts, of_texts(name)) for name in names}
    found = {
        name: moment_of(weighted_mean(sample.numbers), sample) for name, sample in samples.items() if sample.persons > 1
    }
    rows = {name: moment for name, moment in found.items() if moment is not None}
    return Moments(
        **{name: getattr(header, name) for name in Header.model_fields}, computed=computed or Computed(), rows=rows
    )
