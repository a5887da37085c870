"""The cluster bootstrap: persons are resampled with all their values, and a statistic gets its interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from vs_sim import seeds
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.published_figures import Moment
from vs_sim.study.inference.two_sample import difference_interval

_RESAMPLES = 2000
CHUNK = 2_000_000
"""Weights in memory at once."""
_LARGEST = 5000
"""Values up to which resamples are remembered from one measure to the next."""
TWO_SIDED = 1.959964
FIGURE_DECIMALS = 6
"""Of shipped figures."""

Statistic: TypeAlias = Callable[[Floats], Floats]
"""Weights of the values, shape (b, n), to the statistic under each, shape (b,)."""
PersonCodes: TypeAlias = NDArray[np.intp]
PersonCounts: TypeAlias = NDArray[np.uint32]


def resampled(statistic: Statistic, codes: PersonCodes, counts: Iterable[PersonCounts]) -> Floats:
    """The statistic of resamples of the persons, shape (resamples,): a value counts as often as its person.

    The cluster bootstrap (Davison & Hinkley 1997, section 3.8).

    Args:
        statistic: Of weights.
        codes: The number of the person behind each value, shape (n,), from 0.
        counts: How often each person is drawn, in blocks of shape (b, persons).
    """
    return np.concatenate([statistic(block[:, codes].astype(np.float64)) for block in counts])


def resample_counts(
    persons: int, values: int, rng: np.random.Generator, size: int = _RESAMPLES
) -> Iterator[PersonCounts]:
    """How often each of `persons` is drawn in `size` resamples, with replacement: blocks of shape (b, persons).

    This is the one resampler of persons, whatever they are: of dialogues, of pairs, or of codes.

    Args:
        persons: How many there are.
        values: How many values they have, by which blocks are kept small.
        rng: Where the draws come from.
        size: How many resamples.
    """
    step = max(CHUNK // max(values, 1), 1)
    for start in range(0, size, step):
        drawn = rng.multinomial(persons, np.full(persons, 1 / persons), size=min(step, size - start))
        yield drawn.astype(np.uint32)


def _resamples(values: int, persons: tuple[int, ...], *name: str | int) -> Iterable[Iterable[PersonCounts]]:
    """Resamples of so many persons, for each number of them in turn: of one name the same, whatever is measured."""
    if values > _LARGEST:
        return _drawn(values, persons, name)
    return _remembered(values, persons, name)


def _drawn(values: int, persons: tuple[int, ...], name: tuple[str | int, ...]) -> Iterator[Iterator[PersonCounts]]:
    rng = seeds.generator(*name)
    return (resample_counts(number, values, rng) for number in persons)


@lru_cache(maxsize=4)
def _remembered(
    values: int, persons: tuple[int, ...], name: tuple[str | int, ...]
) -> tuple[tuple[PersonCounts, ...], ...]:
    return tuple(tuple(blocks) for blocks in _drawn(values, persons, name))


def point_value(statistic: Statistic, n: int) -> float:
    """The statistic itself: every value counts once."""
    return float(statistic(np.ones((1, n)))[0])


def expanded(value: float, resamples: Floats, persons: int) -> Floats:
    """The resamples spread about the value as few persons deserve (Hesterberg 2015, section 5.3).

    A bootstrap of P persons is too narrow by √((P − 1)/P), and normal where Student's t with P − 1 degrees of freedom
    is due.
    """
    if persons < 2:
        return np.full_like(resamples, math.nan)
    factor = math.sqrt(persons / (persons - 1)) * float(stats.t.ppf(0.975, persons - 1)) / TWO_SIDED
    return np.asarray(value + (resamples - value) * factor, dtype=np.float64)


def estimated(blank: Estimate, statistic: Statistic, sample: Sample, moment: Moment | None, seed: int = 0) -> Estimate:
    """A statistic with its interval, and its difference from a figure of people where there is one.

    With one, the interval is that of the difference, and sampling noise and p come from the errors of both: the
    difference of as many human dialogues is Normal(0, spread²/n + error²). Resamples without a value (one group empty)
    are left out.

    Args:
        blank: What is measured, with n and personas.
        statistic: Of weights.
        sample: The values, of which the persons are read.
        moment: The people's own figure.
        seed: Equal inputs give equal numbers.
    """
    value = point_value(statistic, sample.n)
    if math.isnan(value):
        return blank
    (counts,) = _resamples(sample.n, (sample.persons,), seed, "persons", sample.n)
    resamples = resampled(statistic, sample.codes, counts)
    resamples = expanded(value, resamples[np.isfinite(resamples)], sample.persons)
    if moment is None:
        low, high = difference_interval(value, resamples) if len(resamples) else (math.nan, math.nan)
        return replace(blank, value=value, low=low, high=high)
    figures = replace(blank, value=value, human=moment.value, difference=value - moment.value)
    if moment.error is None or not len(resamples):
        return figures
    rng = seeds.generator(seed, "people", blank.name, sample.n)
    people = rng.normal(moment.value, moment.error, size=len(resamples))
    low, high = difference_interval(figures.difference, resamples - people)
    upper = max(map(abs, difference_interval(figures.difference, resamples - people, level=0.9)))
    return _beside_noise(replace(figures, low=low, high=high, upper=upper), moment, sample)


def _beside_noise(figures: Estimate, moment: Moment, sample: Sample) -> Estimate:
    if moment.spread is None or moment.error is None:
        return figures
    noise = math.hypot(moment.spread / math.sqrt(sample.effective_n), moment.error)
    if noise == 0:
        return figures
    p = 2 * float(stats.norm.sf(abs(figures.difference) / noise))
    return replace(figures, sampling_noise=TWO_SIDED * noise, p=p)


def moment_of(statistic: Statistic, sample: Sample, *, spread: bool = True, seed: int = 0) -> Moment | None:
    """The figure of these persons with its errors, by resampling persons, and dialogues as if of as many persons.

    Args:
        statistic: Of weights.
        sample: The values, of which the persons are read.
        spread: Whether the error with n dialogues is that of one dialogue divided by √n; not where persons repeat by
            the nature of the statistic.
        seed: Equal inputs give equal numbers.

    Returns:
        None where the statistic has no value.
    """
    value = point_value(statistic, sample.n)
    if math.isnan(value):
        return None
    own = iter(_resamples(sample.n, (sample.persons, sample.n), seed, "moment", sample.n))
    error = _deviation(resampled(statistic, sample.codes, next(own)))
    single = _deviation(resampled(statistic, np.arange(sample.n), next(own))) if spread else None
    single = None if single is None else single * math.sqrt(sample.n)
    kept = round(value, FIGURE_DECIMALS) + 0.0
    return Moment(value=kept, error=_kept(error), spread=_kept(single), n=sample.n, people=sample.persons)


def _deviation(resamples: Floats) -> float | None:
    found = resamples[np.isfinite(resamples)]
    return float(found.std(ddof=1)) if len(found) > 1 else None


def _kept(number: float | None) -> float | None:
    return None if number is None else round(number, FIGURE_DECIMALS) + 0.0


def weighted_mean(values: Floats) -> Statistic:
    """The weighted mean of values, shape (n,)."""
    return lambda weights: np.asarray(weights @ values / weights.sum(axis=1), dtype=np.float64)
