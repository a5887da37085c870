"""Each simulated person compared with the very person simulated, and with predictions that use no persona.

A distance within pairs can be small because the persona is informative, or only because amounts are lumpy. So it
never stands alone: shuffled pairs are what the same simulation scores without knowing who is who, and constants are
what an empty answer scores.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from vs_sim import seeds
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.outcomes import answer_unit, final_answers, outcome
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats, rounded
from vs_sim.study.data.estimate import Estimate, shown
from vs_sim.study.inference.cluster_bootstrap import estimated, weighted_mean
from vs_sim.study.measure import Measure, find_measure

PERMUTATIONS = 2000


@dataclass(frozen=True, eq=False)
class PersonPairs:
    """Simulated values and the persons' own.

    Attributes:
        simulated: One number per dialogue.
        own: What the person simulated gave, in the same order.
        people: Who that person is.
        of: What the values are.
        unit: Of the values.
    """

    simulated: Sequence[float] | Floats
    own: Sequence[float] | Floats
    people: Sequence[str]
    of: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        if not len(self.simulated) == len(self.own) == len(self.people):
            raise StudyError(f"{len(self.simulated)} simulated values, {len(self.own)} own ones")

    @cached_property
    def values(self) -> tuple[Floats, Floats]:
        """Simulated and own, shape (n,) each."""
        return rounded(self.simulated), rounded(self.own)

    @property
    def n(self) -> int:
        """How many pairs."""
        return len(self.people)


def person_pairs_of(run: Run, question: str) -> PersonPairs:
    """The final answers to a question, paired with those of the persons who are simulated.

    Raises:
        UnknownName: The scenario has no such question.
        StudyError: Its answers are not numbers, or the personas are not real participants.
    """
    sample = outcome(run, question)
    asked = run.scenario.questions[question]
    who = run.personas[run.personas["role"] == asked.of].set_index("unit")
    if OWN_AMOUNT not in who:
        hint = "take personas from real ones: personas: {participants: full_info.csv}"
        raise StudyError(f"the personas of {asked.of} have given nothing of their own", hint=hint)
    units = final_answers(run, question)["unit"].tolist()
    own = who.loc[units, OWN_AMOUNT].astype(float).to_numpy()
    known = np.isfinite(own)
    people = np.asarray(who.loc[units, "person"].astype(str), dtype=object)[known].tolist()
    return PersonPairs(sample.numbers[known], own[known], people, question, answer_unit(run, question))


OWN_AMOUNT = "own.paid"
"""The column of a persona's own amount in `run.personas`."""


def estimate_pairs(pairs: PersonPairs, name: str = "mae", *, seed: int = 0) -> list[Estimate]:
    """One measure of pairs, and what it is without persons: the measure first, then its baselines.

    Args:
        pairs: The values.
        name: A registered measure of pairs.
        seed: Equal inputs give equal numbers.

    Returns:
        The measure with its interval by person; `shuffled`, the mean over all other pairings, with the range of 95% of
        shuffles; `always 0`; `always the median` of these persons; `best constant`, the best of their amounts.

    Raises:
        StudyError: It is not a measure of pairs.
    """
    chosen = find_measure(name)
    if chosen.shape != "paired":
        raise StudyError(f"measure {chosen.name!r} is one of {chosen.shape}, not of pairs")
    blank = Estimate(chosen.name, pairs.of, math.nan, n=pairs.n, personas=len(set(pairs.people)), unit=pairs.unit)
    if not pairs.n:
        return [blank]
    shuffles = shuffled(pairs, chosen, seed)
    first = _of(blank, chosen, pairs, pairs.values[0], seed)
    chance = (1 + int(np.sum(shuffles <= first.value + 1e-12))) / (1 + len(shuffles))
    verb = "as near as or nearer than"
    first = replace(first, note=f"{chance:.0%} of shuffled pairings are {verb} this: p = {shown(chance, digits=3)}")
    low, high = (float(q) for q in np.quantile(shuffles, [0.025, 0.975]))
    null = replace(blank, name=f"{chosen.name} shuffled", value=expected(pairs, chosen), low=low, high=high)
    note = "what the same answers score when nobody knows whose they are; the range holds 95% of shuffles"
    return [first, replace(null, note=note), *_constants(blank, chosen, pairs, seed)]


def shuffled(pairs: PersonPairs, chosen: Measure, seed: int = 0) -> Floats:
    """The measure of shuffled pairings, shape (PERMUTATIONS,)."""
    rng = seeds.generator(seed, "shuffled", pairs.n)
    simulated, own = pairs.values
    return np.array([chosen.of(rng.permutation(simulated), own).mean() for _ in range(PERMUTATIONS)])


def expected(pairs: PersonPairs, chosen: Measure) -> float:
    """The mean of the measure over every simulated value with every own one: independent pairing, exactly."""
    (values, often), (own, times) = (np.unique(side, return_counts=True) for side in pairs.values)
    terms = chosen.of(values[:, None], own[None, :])
    return float(often @ terms @ times / pairs.n**2)


def _constants(blank: Estimate, chosen: Measure, pairs: PersonPairs, seed: int) -> list[Estimate]:
    own = pairs.values[1]
    candidates = np.unique(own)
    best = float(candidates[np.argmin([chosen.of(np.full(pairs.n, each), own).mean() for each in candidates])])
    median = float(np.quantile(own, 0.5, method="inverted_cdf"))
    named = {"always 0": 0.0, f"always the median ({median:g})": median, f"best constant ({best:g})": best}
    return [
        _of(replace(blank, name=f"{blank.name} {label}"), chosen, pairs, np.full(pairs.n, value), seed)
        for label, value in named.items()
    ]


def _of(blank: Estimate, chosen: Measure, pairs: PersonPairs, simulated: Floats, seed: int) -> Estimate:
    terms = Sample(chosen.of(simulated, pairs.values[1]), list(pairs.people), pairs.of)
    return estimated(blank, weighted_mean(terms.numbers), terms, None, seed)
