"""Values and the persons they come from: answers of one person are not independent of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import Floats, draw_curves, grid, rounded

PRIOR = 4
"""Pseudo-observations that keep a constant sample from looking certain (Agresti & Coull 1998)."""


@dataclass(frozen=True, eq=False)
class Sample:
    """What was answered, and by whom.

    Attributes:
        values: One number per dialogue, n of them; n = 0 is a legitimate empty run.
        people: Who gave each value, in the same order; None when every value has its own person.
        of: What the values are, for display, for example `donation`.

    Raises:
        StudyError: A value is not a finite number, or people and values differ in length.
    """

    values: Sequence[float] | Floats
    people: Sequence[str] | None = None
    of: str = ""

    def __post_init__(self) -> None:
        if bad := int(np.sum(~np.isfinite(self.numbers))):
            raise StudyError(
                f"{bad} of {self.n} values of {self.of or 'the sample'} are not finite numbers",
                hint="leave out what was not measured, and report how many are missing",
            )
        if self.people is not None and len(self.people) != self.n:
            raise StudyError(f"{self.n} values but {len(self.people)} persons")

    @cached_property
    def numbers(self) -> Floats:
        """The values, shape (n,)."""
        return rounded(self.values)

    @property
    def n(self) -> int:
        """How many values."""
        return len(self.numbers)

    @cached_property
    def codes(self) -> NDArray[np.intp]:
        """The number of the person behind each value, shape (n,), from 0."""
        if self.people is None:
            return np.arange(self.n)
        return np.unique(np.asarray(self.people, dtype=str), return_inverse=True)[1].astype(np.intp)

    @cached_property
    def persons(self) -> int:
        """How many distinct persons."""
        return len(np.unique(self.codes))

    @cached_property
    def support(self) -> Floats:
        """The distinct values, sorted, shape (k,)."""
        return grid([self.numbers])

    def ecdf(self, x: Floats) -> Floats:
        """The share of values at most x, shape (k,); needs n > 0."""
        return np.asarray(np.searchsorted(np.sort(self.numbers), x, side="right") / self.n, dtype=np.float64)

    def covariance(self, x: Floats) -> Floats:
        """The person-linearised covariance of the ECDF at x, shape (k, k).

        psi_p(x) = sum over the values v of person p of (1{v <= x} − F(x)) / n, and
        Cov = P / (P − 1) · sum over p of psi_p psi_pᵀ (Särndal, Swensson & Wretman 1992, section 5.5).
        With a person per value this is (min(F(x), F(y)) − F(x) F(y)) / (n − 1).
        With a single person nothing is known about persons: every entry is NaN.
        """
        share = self.ecdf(x)
        if 1 < self.persons == self.n:
            joint = np.minimum.outer(share, share) - np.outer(share, share)
            return np.asarray(joint / (self.n - 1), dtype=np.float64)
        if self.persons < 2:
            return np.full((len(x), len(x)), np.nan)
        below = np.zeros((self.persons, len(x)))
        np.add.at(below, self.codes, self.numbers[:, None] <= x)
        spoken = np.bincount(self.codes, minlength=self.persons)[:, None]
        psi = (below - spoken * share) / self.n
        return np.asarray(self.persons / (self.persons - 1) * psi.T @ psi, dtype=np.float64)

    def variance(self, x: Floats) -> Floats:
        """The variance of the ECDF at x, shape (k,), never 0; needs n > 0.

        F̃(1 − F̃)/n with F̃ = (count + 2)/(n + 4) (Agresti & Coull 1998). Where persons repeat, n is the effective
        one and the person-linearised variance counts if it is larger.
        """
        n = self.effective_n
        share = (self.ecdf(x) * n + PRIOR / 2) / (n + PRIOR)
        variance = np.asarray(share * (1 - share) / n, dtype=np.float64)
        return np.maximum(variance, np.diag(self.covariance(x))) if 1 < self.persons < self.n else variance

    @cached_property
    def effective_n(self) -> int:
        """How many independent values would tell as much: n / design effect, rounded down, at least 1.

        The design effect is the ratio of the traces of the person-linearised and the independent covariance
        (first-order correction, Rao & Scott 1981), kept between 1 (a person's values are independent) and the
        mean cluster size met by a value (they are all equal). A constant sample takes the latter.
        """
        if self.persons == self.n:
            return self.n
        sizes = np.bincount(self.codes)
        largest = float((sizes**2).sum() / self.n)
        share = self.ecdf(self.support)
        independent = float((share * (1 - share)).sum() / self.n)
        effect = largest
        if independent > 0 and self.persons > 1:
            effect = float(np.trace(self.covariance(self.support))) / independent
        return max(int(self.n / min(max(effect, 1.0), largest)), 1)

    def resample(self, x: Floats, people: Floats, size: int, rng: np.random.Generator) -> Floats:
        """Curves that the same design could have given, shape (size, k).

        The deviation of `effective_n` draws from (n F_S + 4 F_R) / (n + 4), added to F_S. The four
        pseudo-observations from `people` (F_R at x, shape (k,)) let a constant sample vary too.
        """
        own = self.ecdf(x)
        mixed = (self.n * own + PRIOR * people) / (self.n + PRIOR)
        deviation = draw_curves(np.diff(mixed, prepend=0.0), self.effective_n, size, rng) - mixed
        return np.clip(own + deviation, 0.0, 1.0)
