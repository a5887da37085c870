"""The divergence of answers from a distribution that is known exactly: KL(P ‖ Q) with its bias, interval and noise.

P is the mean of n distributions, one per respondent; an answer that was drawn is a distribution on one point. Q is
known and has a probability for every answer, so nothing is smoothed: an answer that P gives and Q excludes makes KL
infinite.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vs_sim import seeds
from vs_sim.errors import StudyError
from vs_sim.study.data.clustered_sample import PRIOR
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.inference.two_sample import difference_interval

_RESAMPLES = 2000


@dataclass(frozen=True, eq=False)
class Divergence:
    """KL(P ‖ Q) in nats, and what other samples would have given.

    Attributes:
        value: Less its bias, at least 0; infinite where P gives an answer that Q excludes.
        n: Distributions of which P is the mean.
        resamples: Values of other samples of as many, shape (2000,).
        noise: Values of n answers drawn from Q itself, shape (2000,).
    """

    value: float
    n: int
    resamples: Floats
    noise: Floats

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval, within [0, ∞); NaN where the value is infinite."""
        if not math.isfinite(self.value):
            return math.nan, math.nan
        low, high = difference_interval(self.value, self.resamples)
        return max(low, 0.0), max(high, 0.0)

    @property
    def sampling_noise(self) -> float:
        """The value that n answers drawn from Q itself exceed in 5% of samples."""
        return float(np.quantile(self.noise, 0.95))

    def less(self, other: Divergence) -> tuple[float, float, float]:
        """The value less another's, of other respondents, and its 95% interval."""
        difference = self.value - other.value
        if not math.isfinite(difference):
            return math.nan, math.nan, math.nan
        return difference, *difference_interval(difference, self.resamples - other.resamples)


def kl_from(distributions: Floats, q: Floats, *name: str | int) -> Divergence:
    """KL(P ‖ Q) of the mean of some distributions.

    The plug-in value is too large by ½ Σ s²(a) / (n p(a)) to second order, s²(a) being the variance of the
    distributions at an answer: for draws this is (answers − 1) / 2n (Miller 1955). It is subtracted. Respondents
    are resampled, with four pseudo-respondents who draw from Q (Agresti & Coull 1998), so that equal answers do not
    look certain.

    Args:
        distributions: One row per respondent, shape (n, k), n > 0; rows sum to 1.
        q: The known distribution, shape (k,).
        name: Of the random numbers; equal names give equal numbers.

    Raises:
        StudyError: There is no distribution.
    """
    n = len(distributions)
    if not n:
        raise StudyError("no answer, so that there is nothing to diverge")
    rng = seeds.generator(*name)
    p = distributions.mean(axis=0)
    value = float(divergence(p[None], q)[0]) - bias_of(distributions)
    share = [*np.full(n, 1 / (n + PRIOR)), PRIOR / (n + PRIOR)]
    counts = rng.multinomial(n, share, size=_RESAMPLES)
    pseudo = rng.multinomial(counts[:, -1], q / q.sum())
    mixed = (n * p + PRIOR * q) / (n + PRIOR)
    others = (p + (counts[:, :-1] @ distributions + pseudo) / n - mixed).clip(0.0)
    others /= others.sum(axis=1, keepdims=True)
    drawn = rng.multinomial(n, q / q.sum(), size=_RESAMPLES) / n
    noise = divergence(drawn, q) - ((drawn > 0).sum(axis=1) - 1) / (2 * n)
    return Divergence(max(value, 0.0), n, divergence(others, q) - bias_of(distributions), noise.clip(0.0))


def mean_of(parts: Sequence[Divergence]) -> Divergence:
    """The mean over several questions."""
    mean = {what: np.mean([getattr(part, what) for part in parts], axis=0) for what in ("resamples", "noise")}
    return Divergence(float(np.mean([part.value for part in parts])), min(part.n for part in parts), **mean)


def divergence(p: Floats, q: Floats) -> Floats:
    """KL(p ‖ q) in nats, of rows of shape (m, k), with 0 ln 0 = 0; shape (m,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * (np.log(p) - np.log(q)), 0.0)
    return np.asarray(terms.sum(axis=1), dtype=np.float64)


def bias_of(distributions: Floats) -> float:
    """By how much the plug-in value of n distributions is too large, to second order; 0 for a single one."""
    n, p = len(distributions), distributions.mean(axis=0)
    if n < 2:
        return 0.0
    variance, given = distributions.var(axis=0, ddof=1), p > 0
    return float((variance[given] / p[given]).sum() / (2 * n))
