"""Is a simulated population like the human one: the distance, its bounds and p, from which the verdict follows.

"Not different" is not "similar": similarity is shown against a margin stated beforehand, difference against
what people differ by among themselves. With d(x) = F_S(x) − F_R(x) at every observed x, se(x) its standard
error and D = max |d| the Kolmogorov–Smirnov distance:

- U = max over x of |d(x)| + 1.645 se(x). Two one-sided tests at every x are an intersection–union test
  (Berger 1982), so a distance below the margin is claimed at level 5% without correction when U < margin.
- c, the sampling noise, is the 95% quantile of KS(H_n, R*) (`noise`).
- The verdict is `equivalent` if U < margin; else `beyond the margin` if the lower end of the interval is above the
  margin; else `different` if D > c, which is p <= 5%; else `inconclusive`. With fewer than 30 persons it is always
  `inconclusive`.
- The interval is [0, U] when D < c. Else its upper end is max of |d(x)| + 1.96 se(x), and its lower end is
  max of |d(x)| − q se(x), q the 95% quantile of the largest standardised deviation. That simultaneous band is
  needed because a maximum flatters whatever stands out: against people, at true distances of .15 to .3 and
  n of 50 to 200, a percentile bootstrap of D covers the truth in as few as 73% of samples, a pointwise band in
  85%, this interval in 94.7 to 98.5% (1,000 samples a case).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vs_sim import seeds
from vs_sim.errors import StudyError
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats, grid, largest_gap, root
from vs_sim.study.data.estimate import Estimate, unmeasured
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.judging import judged_alone
from vs_sim.study.inference.sampling_noise import DUST, LEVEL, sampling_noise, tail

MARGIN = 0.15
"""How far is still similar, where a scenario states nothing else."""

ONE_SIDED, TWO_SIDED = 1.645, 1.960
"""Normal quantiles of 95% and 97.5%."""

BANDS = 1000
"""Draws for the simultaneous band."""


def assess_equivalence(sample: Sample, reference: Reference, *, margin: float = MARGIN, seed: int = 0) -> Estimate:
    """The distance D, its bounds, sampling noise c, its tail probability p and the verdict.

    Args:
        sample: The simulated values; an empty one gives NaN and `inconclusive`.
        reference: The human data, or a known distribution.
        margin: How far is still similar, in (0, 1), stated before the results are seen.
        seed: Of c and of the band; equal inputs give equal numbers.

    Raises:
        StudyError: The margin is not between 0 and 1.
    """
    require_margin(margin)
    blank = replace(unmeasured("ks", sample, reference), margin=margin, verdict="inconclusive", reason="few persons")
    if sample.n == 0:
        return blank
    x = grid([sample.support, reference.support])
    gap = np.abs(sample.ecdf(x) - reference.ecdf(x))
    error = standard_error(sample, reference, x)
    figures = replace(
        blank,
        value=round(float(gap.max()), DUST),
        upper=_bound(gap + ONE_SIDED * error),
        sampling_noise=sampling_noise(reference, sample.effective_n, largest_gap, seed),
    )
    low, high = 0.0, figures.upper
    if figures.value >= figures.sampling_noise:
        low = _bound(gap - band_factor(sample, reference, x, error, seed) * error)
        high = _bound(gap + TWO_SIDED * error)
    p = tail(reference, sample.effective_n, largest_gap, figures.value, seed)
    figures = replace(figures, low=low, high=high, p=p)
    return judged_alone(figures)


def require_margin(margin: float) -> None:
    """Refuse an equivalence margin that decides nothing.

    Raises:
        StudyError: It is not above 0 and below 1: no distance is below 0, so equivalence could never be shown, and
            every distance is below 1.
    """
    if not 0 < margin < 1:
        raise StudyError(
            f"the equivalence margin is {margin:g}; it must be above 0 and below 1",
            hint="with a margin of 0 equivalence can never be shown; state the largest distance that does not matter",
        )


def standard_error(sample: Sample, reference: Reference, x: Floats) -> Floats:
    """The standard error of F_S(x) − F_R(x), shape (k,): that of the sample, never 0, and that of the people."""
    people = np.diag(reference.covariance_at(x)).clip(0.0)
    return np.asarray(np.sqrt(sample.variance(x) + people), dtype=np.float64)


def band_factor(sample: Sample, reference: Reference, x: Floats, error: Floats, seed: int) -> float:
    """q: the 95% quantile of max over x of |deviation(x)| / se(x), from N(0, Cov_S + Cov_R); inf for one person."""
    if sample.persons < 2:
        return np.inf
    rng = seeds.generator(seed, "band", reference.digest, sample.n)
    spread = root(sample.covariance(x) + reference.covariance_at(x))
    deviations = rng.standard_normal((BANDS, len(x))) @ spread.T
    largest = np.abs(deviations / error).max(axis=-1)
    return float(np.quantile(largest, LEVEL))


def _bound(curve: Floats) -> float:
    return min(max(float(curve.max()), 0.0), 1.0)
