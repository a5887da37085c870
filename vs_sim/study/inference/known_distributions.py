"""Are answers drawn from distributions that are known, one each? The test behind the pipeline validation.

Answer i is a draw from its own known distribution F_i. Under that hypothesis the answers are independent and not
identically distributed, and they vary less around the mean distribution than n draws from it do: the variance of the
ECDF is sum F_i (1 − F_i) / n², not F (1 − F) / n. The distribution of the distance is therefore simulated from the n
distributions, which makes p uniform up to the steps of a discrete distance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from vs_sim import seeds
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Ecdf, Floats, grid
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.judging import judged_alone
from vs_sim.study.inference.sampling_noise import DUST, LEVEL
from vs_sim.study.inference.two_sample import estimate_measure
from vs_sim.study.measure import find_measure

_SIMULATED = 4000
"""Sets of answers simulated from the known distributions."""


def assess_recovery(
    sample: Sample,
    distributions: Sequence[Mapping[float, float]],
    truth: Reference,
    name: str = "ks",
    *,
    margin: float,
    seed: int = 0,
) -> Estimate:
    """The distance of answers to the mean of the distributions that they were drawn from, with its own noise and p.

    Args:
        sample: The answers.
        distributions: Answer to probability, one distribution per answer.
        truth: Their mean.
        name: A registered distance between samples.
        margin: How far from the mean still counts as recovered, in (0, 1).
        seed: Equal inputs give equal numbers.
    """
    found = estimate_measure(sample, name, truth, margin=margin, seed=seed)
    if not sample.n or not distributions:
        return found
    x = grid([truth.support, sample.support, *(list(each) for each in distributions)])
    rng = seeds.generator(seed, "known distributions", truth.digest, len(distributions))
    mean = Ecdf(x, truth.ecdf(x))
    distances = np.round(find_measure(name)(Ecdf(x, drawn_curves(distributions, x, rng)), mean), DUST)
    noise = float(np.quantile(distances, LEVEL, method="higher"))
    p = float((1 + np.sum(distances >= round(found.value, DUST))) / (1 + _SIMULATED))
    return judged_alone(replace(found, sampling_noise=noise, p=p, margin=margin))


def drawn_curves(
    distributions: Sequence[Mapping[float, float]], x: Floats, rng: np.random.Generator, size: int = _SIMULATED
) -> Floats:
    """ECDFs on x of `size` sets of answers, each set with one draw from every distribution: shape (size, k)."""
    counts = np.zeros((size, len(x)))
    rows = np.arange(size)
    for distribution in distributions:
        at = np.searchsorted(x, np.round(list(distribution), 9))
        share = np.zeros(len(x))
        np.add.at(share, at, list(distribution.values()))
        cumulative = share.cumsum()
        counts[rows, np.searchsorted(cumulative, rng.random(size) * cumulative[-1], side="right")] += 1
    return np.asarray(counts.cumsum(axis=-1) / len(distributions), dtype=np.float64)
