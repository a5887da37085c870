"""The chance of each verdict, by simulating the rule of the verdict at a true distance and a number of dialogues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, get_args

import numpy as np

from vs_sim import seeds
from vs_sim.study.data.clustered_sample import PRIOR
from vs_sim.study.data.ecdf import Floats, draw_curves, largest_gap, root
from vs_sim.study.data.estimate import Verdict
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.equivalence import ONE_SIDED
from vs_sim.study.inference.judging import FEWEST
from vs_sim.study.inference.sampling_noise import DUST, LEVEL, sampling_noise

SIMULATED_STUDIES = 4000
"""Simulated studies for one number of dialogues and one true distance."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

VerdictChances: TypeAlias = Mapping[Verdict, float]


def displaced_probabilities(reference: Reference, distance: float) -> Floats | None:
    """Probabilities of the reference's values at exactly this KS distance, shape (k,); None where there are none.

    A share `distance` is taken from all other values, in proportion, and given to the lowest one, or to the highest
    one where the others hold too little. The distance is reached at one value only, which is the case in which
    equivalence is claimed wrongly most often.
    """
    for end in (0, -1):
        others = 1 - float(reference.probabilities[end])
        if others >= distance and others > 0:
            moved = reference.probabilities * (1 - distance / others)
            moved[end] = reference.probabilities[end] + distance
            return np.asarray(moved / moved.sum(), dtype=np.float64)
    return None


def verdict_chances(
    reference: Reference, n: int, margin: float, probabilities: Floats | None = None, seed: int = 0
) -> VerdictChances:
    """How often a simulation of n dialogues, each of another persona, has each verdict.

    The reference is drawn anew too: other people like its own. The factor of the simultaneous band is that of the
    expected curve, not of each simulated study.

    Args:
        reference: The human data, or a known distribution.
        n: Dialogues, at least 1.
        margin: The equivalence margin, in (0, 1).
        probabilities: What the simulation answers, shape (k,); None for a perfect simulation.
        seed: Equal inputs give equal numbers.
    """
    if n < FEWEST:
        return {verdict: float(verdict == "inconclusive") for verdict in VERDICTS}
    truth = reference.probabilities if probabilities is None else probabilities
    rng = seeds.generator(seed, "plan", reference.digest)
    others = reference.resample(rng, SIMULATED_STUDIES)
    own = draw_curves(truth, n, SIMULATED_STUDIES, rng)
    error = np.sqrt(pseudo_variance(own, n) + np.diag(reference.clustered).clip(0.0))
    gap = np.round(np.abs(own - others), DUST)
    equivalent = (gap + ONE_SIDED * error).max(axis=-1) < margin
    detected = gap.max(axis=-1) > sampling_noise(reference, n, largest_gap, seed)
    beyond = detected & ((gap - _band_factor(reference, truth, n, rng) * error).max(axis=-1) > margin)
    return {
        "equivalent": float(np.mean(equivalent)),
        "beyond the margin": float(np.mean(beyond & ~equivalent)),
        "different": float(np.mean(detected & ~beyond & ~equivalent)),
        "inconclusive": float(np.mean(~detected & ~equivalent)),
    }


def pseudo_variance(curves: Floats, n: int) -> Floats:
    """The variance that the verdict gives the curves of n independent draws, the shape of `curves`."""
    share = (curves * n + PRIOR / 2) / (n + PRIOR)
    return np.asarray(share * (1 - share) / n, dtype=np.float64)


def _band_factor(reference: Reference, truth: Floats, n: int, rng: np.random.Generator) -> float:
    """The 95% quantile of the largest standardised deviation at the expected curve."""
    curve = truth.cumsum()
    covariance = (np.minimum.outer(curve, curve) - np.outer(curve, curve)) / n + reference.clustered
    error = np.sqrt(pseudo_variance(curve, n) + np.diag(reference.clustered).clip(0.0))
    deviations = rng.standard_normal((SIMULATED_STUDIES, len(curve))) @ root(covariance).T
    return float(np.quantile(np.abs(deviations / error).max(axis=-1), LEVEL))
