"""Full distributions compared with human data: a mixture is measured as draws are, with its own error and noise.

A mixture is a sample whose every value is a distribution. Its ECDF is the mean of their ECDFs, its variance is that
between distributions, and its effective sample size is larger than its number of dialogues. What is saved is cost,
not fidelity: a mixture that differs from people differs from them however precisely that is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from vs_sim.core.answers.text import Text
from vs_sim.errors import StudyError
from vs_sim.log.mixture import Mixture, clustered
from vs_sim.study.data.clustered_sample import PRIOR, Sample
from vs_sim.study.data.ecdf import Floats, rounded
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.data.reference import Reference, load_reference
from vs_sim.study.inference.equivalence import MARGIN
from vs_sim.study.inference.two_sample import estimate_measure

if TYPE_CHECKING:
    from vs_sim.log.run import Run


@dataclass(frozen=True, eq=False)
class Whole(Sample):
    """A mixture as a sample: `values` are the means of the distributions, one per dialogue.

    Attributes:
        mixture: The distributions.
    """

    mixture: Mixture = field(kw_only=True)

    @cached_property
    def support(self) -> Floats:
        """The values of all distributions, increasing, shape (k,)."""
        return rounded(np.array(self.mixture.values, dtype=np.float64))

    def curves(self, x: Floats) -> Floats:
        """The cumulative distribution of every dialogue at x, shape (n, len(x))."""
        padded = np.pad(self.mixture.distributions.cumsum(axis=1), ((0, 0), (1, 0)))
        return np.asarray(padded[:, np.searchsorted(self.support, x, side="right")].clip(0.0, 1.0), dtype=np.float64)

    def ecdf(self, x: Floats) -> Floats:
        """The mean of the cumulative distributions at x, shape (k,); needs n > 0."""
        return np.asarray(self.curves(x).mean(axis=0), dtype=np.float64)

    def covariance(self, x: Floats) -> Floats:
        """The person-linearised covariance of the mixture at x, shape (k, k); NaN with a single person."""
        return clustered(self.curves(x), self.mixture.people)

    def variance(self, x: Floats) -> Floats:
        """The variance of the mixture at x, shape (k,), never 0: Var_i(F_i(x))/n; needs n > 0.

        The same four pseudo-observations as for draws, two distributions at 0 and two at 1, keep equal
        distributions from looking certain; point distributions have exactly the variance of their draws. Where persons
        repeat, the person-linearised variance counts if it is larger.
        """
        curves = self.curves(x)
        pseudo = np.repeat([[0.0], [1.0]], PRIOR // 2, axis=0) * np.ones(len(x))
        variance = np.asarray(np.concatenate([curves, pseudo]).var(axis=0) / self.n, dtype=np.float64)
        if 1 < self.persons < self.n:
            variance = np.maximum(variance, np.diag(self.covariance(x)))
        return variance

    @cached_property
    def effective_n(self) -> int:
        """How many independent draws would tell as much: the sum of F̃(1 − F̃) over that of variances, at least 1."""
        share = (self.ecdf(self.support) * self.n + PRIOR / 2) / (self.n + PRIOR)
        return max(round(float((share * (1 - share)).sum() / self.variance(self.support).sum())), 1)

    def resample(self, x: Floats, people: Floats, size: int, rng: np.random.Generator) -> Floats:
        """Curves that other dialogues could have given, shape (size, k): persons drawn with replacement.

        The deviation of that bootstrap, added to F_S. As for draws, four pseudo-observations from `people` (F_R at
        x, shape (k,)) let distributions that are all equal vary too.
        """
        own, persons = self.ecdf(x), self.persons
        share = np.full(persons, 1 / (persons + PRIOR))
        counts = rng.multinomial(persons, [*share, PRIOR / (persons + PRIOR)], size=size)
        points = rng.multinomial(counts[:, -1], np.diff(people, prepend=0.0).clip(0.0)).cumsum(axis=1)
        drawn = (counts[:, :-1] @ self._by_person(x) + points) / persons
        mixed = (persons * own + PRIOR * people) / (persons + PRIOR)
        return np.asarray(np.clip(own + drawn - mixed, 0.0, 1.0), dtype=np.float64)

    def _by_person(self, x: Floats) -> Floats:
        """What every person adds to the mixture, shape (persons, k): its mean is F_S."""
        own = self.ecdf(x)
        rows = np.tile(own, (self.persons, 1))
        np.add.at(rows, self.codes, (self.curves(x) - own) * (self.persons / self.n))
        return np.asarray(rows, dtype=np.float64)


def whole_sample(mixture: Mixture) -> Whole:
    """A mixture as a sample, to be measured like one.

    Raises:
        StudyError: Its values are not numbers.
    """
    if not mixture.numeric:
        raise StudyError(
            f"answers to {mixture.question!r} are not numbers", hint="compare an amount or a scale question"
        )
    means = mixture.distributions @ np.array(mixture.values, dtype=np.float64)
    return Whole(means, mixture.people, mixture.question, mixture=mixture)


def law_of(against: Reference | Moments | None) -> Reference | None:
    """What a whole distribution can be compared with.

    Raises:
        StudyError: It is figures, not a distribution of values.
    """
    if isinstance(against, Moments):
        raise StudyError(f"{against.id} holds figures, no distribution", hint="compare with a reference")
    return against


def estimate_whole(
    mixture: Mixture, name: str, against: Reference | None = None, *, margin: float | None = None, seed: int = 0
) -> Estimate:
    """One measure of a mixture against people, with the mixture's own interval and noise.

    Args:
        mixture: The distributions, of numbers.
        name: A registered measure of samples: `ks`, `mean`.
        against: The people, or a known distribution; None for the reference of its scenario.
        margin: The equivalence margin; None for the margin of its scenario.
        seed: Of every resample; equal inputs give equal numbers.

    Raises:
        UnknownName: No measure has that name.
        StudyError: The values are not numbers, no reference is named, or the measure is not one of samples.
    """
    sample = whole_sample(mixture)
    if against is None:
        if mixture.reference is None:
            raise StudyError(f"the mixture of {mixture.question!r} names no reference", hint="give one with against=")
        against = load_reference(mixture.reference)
    if margin is None:
        margin = MARGIN if mixture.margin is None else mixture.margin
    found = estimate_measure(sample, name, against, margin=margin, seed=seed)
    effective = f"effective sample size {sample.effective_n}; " if sample.n else ""
    return replace(found, note=f"the whole distribution, {effective}{'; '.join(mixture.notes)}")


def variance_saved(run: Run) -> pd.DataFrame:
    """The variance that full distributions save over one draw from each, for typed questions asked once a dialogue.

    Columns: `question`; `reading` and `select` of its distributions; `n` distributions, each at the cost of a draw;
    `statistic` (`mean`, or `shares` of options, whose variances are summed); `drawn` and `whole` (its value from the
    draws and from the distributions, never pooled; missing for shares); `drawn_error` and `whole_error` (standard
    errors); `saved` (1 − the ratio of the variances, in [0, 1]); `effective_n` (the effective sample size: independent
    draws with the same variance); `unlisted` (mass, missing where it was not stated).
    """
    rows = []
    for name, question in run.scenario.questions.items():
        if isinstance(question.answer, Text) or question.when not in ("start", "end"):
            continue
        mixed = run.distribution(name)
        if mixed.n:
            rows.append(_saved(mixed, run))
    return pd.DataFrame(rows, columns=None if rows else ["question", "n", "saved"])


def _saved(mixed: Mixture, run: Run) -> dict[str, str | float]:
    """The variances of the mean by the law of total variance: between distributions, and of a draw within each."""
    numbers = np.array(mixed.values, dtype=np.float64)[:, None] if mixed.numeric else np.eye(len(mixed.values))
    means = mixed.distributions @ numbers
    between = float(np.trace(clustered(means, mixed.people)))
    within = float((mixed.distributions @ numbers**2 - means**2).sum(axis=1).clip(0.0).mean() / mixed.n)
    drawn = run.redraw(mixed.question)["value"].to_numpy() if mixed.numeric else np.array([np.nan])
    return {
        "question": mixed.question,
        "reading": mixed.reading,
        "select": mixed.select,
        "n": mixed.n,
        "statistic": "mean" if mixed.numeric else "shares",
        "drawn": float(drawn.astype(np.float64).mean()),
        "whole": float(means.mean()) if mixed.numeric else np.nan,
        "drawn_error": float(np.sqrt(between + within)),
        "whole_error": float(np.sqrt(between)),
        "saved": within / (between + within) if between + within > 0 else np.nan,
        "effective_n": mixed.n * (between + within) / between if between > 0 else np.inf,
        "unlisted": mixed.unlisted,
    }
