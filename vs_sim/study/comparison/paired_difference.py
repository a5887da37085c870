"""Two runs of the same persons and the same numbers, dialogue by dialogue: how much a measure differs between them.

Pairs remove what the runs share, so that a difference is found with fewer dialogues. Persons are resampled, each with
all of their pairs, and with them the human reference that both runs are compared with.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vs_sim import seeds
from vs_sim.log.run import Run
from vs_sim.study.comparison.outcomes import final_answers, outcome
from vs_sim.study.comparison.texts import of_texts, texts_of
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf, Floats, grid, stretched
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.cluster_bootstrap import resample_counts, resampled
from vs_sim.study.inference.two_sample import difference_interval
from vs_sim.study.measure import Measure

_RESAMPLES = 4000
SIDES = ("first", "second")
_NAN = math.nan


@dataclass(frozen=True)
class Contrast:
    """How much more the first of two runs has of a measure than the second.

    Attributes:
        difference: The first run's value less the second's.
        low: Lower end of its 95% interval.
        high: Upper end.
        p: How surely it is not 0: the level at which the interval just reaches 0.
        n: RunPairs of dialogues.
        persons: Distinct persons in them.
    """

    difference: float = _NAN
    low: float = _NAN
    high: float = _NAN
    p: float = _NAN
    n: int = 0
    persons: int = 0


@dataclass(frozen=True, eq=False)
class RunPairs:
    """One value of each run in every dialogue that both completed.

    Attributes:
        first: Of the first run, shape (n,).
        second: Of the second, shape (n,).
        people: The person behind each pair.
    """

    first: Floats
    second: Floats
    people: Sequence[str]


Values = Mapping[str, tuple[float, str]]
"""A dialogue to its value, and to the person behind it."""


def in_answers(question: str) -> Callable[[Run], Values]:
    """The last answer to a question in every completed dialogue."""

    def values(run: Run) -> Values:
        units = final_answers(run, question)["unit"]
        sample = outcome(run, question)
        return _of_persons(run, units, sample.numbers, sample.people or ())

    return values


def in_texts(name: str, role: str) -> Callable[[Run], Values]:
    """A measure of what a role said in every completed dialogue."""

    def values(run: Run) -> Values:
        texts = texts_of(run, role)
        return _of_persons(run, texts.units, texts.values(of_texts(name)), texts.people)

    return values


def _of_persons(run: Run, units: Iterable[str], values: Floats, people: Sequence[str]) -> Values:
    """Values with persons distinguished by the seed that they were drawn from."""
    known = run.scenario.persona_seed
    seed = run.seed if known is None else known
    found = zip(units, values, people, strict=True)
    return {unit: (float(value), f"{seed}/{person}") for unit, value, person in found}


def pairs_between(first: Values, second: Values) -> RunPairs:
    """The values of the dialogues that both have, with the persons of the first."""
    units = [unit for unit in first if unit in second]
    values = [np.array([side[unit][0] for unit in units], dtype=np.float64) for side in (first, second)]
    return RunPairs(values[0], values[1], [first[unit][1] for unit in units])


def pool_pairs(parts: Sequence[RunPairs]) -> RunPairs:
    """The pairs of several replicates."""
    first, second = (np.concatenate([np.zeros(0), *(getattr(part, side) for part in parts)]) for side in SIDES)
    return RunPairs(first, second, [who for part in parts for who in part.people])


def contrast_of_means(pairs: RunPairs, *, seed: int = 0) -> Contrast:
    """The difference of the means of the pairs, which may lack values (NaN): such pairs are left out."""
    known = np.isfinite(pairs.first) & np.isfinite(pairs.second)
    apart = (pairs.first - pairs.second)[known]
    people = [who for who, kept in zip(pairs.people, known, strict=True) if kept]
    return _contrasted(people, lambda weights, _: weights @ apart / weights.sum(axis=1), seed)


def contrast_of_laws(pairs: RunPairs, chosen: Measure, people: Reference, *, seed: int = 0) -> Contrast:
    """The difference of a measure of samples; for a distance, of how far each run is from the same people."""
    x = grid([pairs.first, pairs.second, people.support])
    below = [
        (values[:, None] <= x).astype(np.float64) for values in (np.round(pairs.first, 9), np.round(pairs.second, 9))
    ]

    def apart(weights: Floats, rng: np.random.Generator | None) -> Floats:
        curve = people.curve if rng is None else people.resample(rng, len(weights))
        others = Ecdf(x, stretched(curve, people.support, x))
        total = weights.sum(axis=1, keepdims=True)
        one, other = (chosen(Ecdf(x, weights @ part / total), others) for part in below)
        return one - other

    return _contrasted(pairs.people, apart, seed)


def _contrasted(
    people: Sequence[str], apart: Callable[[Floats, np.random.Generator | None], Floats], seed: int
) -> Contrast:
    sample = Sample(np.zeros(len(people)), list(people))
    if sample.n == 0:
        return Contrast()
    value = float(apart(np.ones((1, sample.n)), None)[0])
    if sample.persons < 2 or math.isnan(value):
        return Contrast(value, n=sample.n, persons=sample.persons)
    rng = seeds.generator(seed, "contrast", sample.n)
    blocks = resample_counts(sample.persons, sample.n, rng, _RESAMPLES)
    resamples = resampled(lambda weights: apart(weights, rng), sample.codes, blocks)
    resamples = value + (resamples - value) * math.sqrt(sample.persons / (sample.persons - 1))
    low, high = difference_interval(value, resamples)
    return Contrast(value, low, high, reached(value, resamples), sample.n, sample.persons)


def reached(value: float, resamples: Floats) -> float:
    """The level at which the interval of `difference_interval` just reaches 0, (2 + 2 count) / (1 + resamples).

    The resamples count as they are and moved back by their bias, and the worse of the two is taken.
    """
    back = (2 + math.sqrt(2)) * (float(resamples.mean()) - value)
    levels = []
    for moved in (resamples, resamples - back):
        tail = min(int((moved <= 0).sum()), int((moved >= 0).sum()))
        levels.append(min(2 * (1 + tail) / (1 + len(moved)), 1.0))
    return max(levels)
