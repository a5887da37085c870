"""Resampled measures beside a plain loop over scipy's functions: equal values, and how much faster.

`python -m tests.bench.study` prints a row a measure. The loop is what one writes first: for every resample, the
values, and scipy's function of them. The curves gain where people lump at few amounts, as they do; where every
value is another one they gain little, which is shown too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

from vs_sim.study.data.ecdf import Ecdf, Floats, draw_curves, grid, stretched
from vs_sim.study.data.reference import load_reference
from vs_sim.study.measure import find_measure

RESAMPLES, N = 2000, 1000
WIDTH = 0.25
WANTED = 20.0
"""How many times faster all measures together must be."""
Plain = Callable[[Floats, Floats], float]


@dataclass(frozen=True)
class Timed:
    """One measure, both ways.

    Attributes:
        name: The measure.
        ours: Seconds of processor time for all resamples.
        plain: Seconds of the loop.
        gap: The largest difference between the values.
    """

    name: str
    ours: float
    plain: float
    gap: float

    @property
    def faster(self) -> float:
        """How many times."""
        return self.plain / self.ours


def shares(values: Floats) -> Floats:
    """The share of every bin."""
    return np.bincount(np.ceil(np.round(values / WIDTH, 9)).astype(int), minlength=9) / len(values)


PLAIN: dict[str, Plain] = {
    "ks": lambda own, people: float(stats.ks_2samp(own, people, method="asymp").statistic),
    "wasserstein": lambda own, people: float(stats.wasserstein_distance(own, people)),
    "energy": lambda own, people: float(stats.energy_distance(own, people)),
    f"jensen_shannon@{WIDTH}": lambda own, people: float(jensenshannon(shares(own), shares(people), base=2)),
    f"kl@{WIDTH},0.05": lambda own, people: float(
        stats.entropy(shares(people), 0.05 * shares(people) + 0.95 * shares(own))
    ),
    f"entropy@{WIDTH}": lambda own, people: float(
        stats.entropy(shares(own), base=2) - stats.entropy(shares(people), base=2)
    ),
    "variance_ratio": lambda own, people: float(own.var() / people.var() - 1),
    "mean": lambda own, people: float(stats.tmean(own) - people.mean()),
    "donor_share": lambda own, people: float(np.mean(own > 0) - np.mean(people > 0)),
}


def measured(resamples: int = RESAMPLES, n: int = N, points: int = 0, seed: int = 0) -> list[Timed]:
    """Every measure on the same resamples, both ways, the drawing or listing of values included.

    Args:
        resamples: How many.
        n: Values in each.
        points: Different amounts that may be drawn; 0 for those of the people.
        seed: Equal inputs give equal values.
    """
    reference = load_reference("persuasion_for_good/paid")
    people = np.repeat(reference.support, np.asarray(reference.counts, dtype=int))
    support = np.linspace(0.0, 2.0, points).round(6) if points else reference.support
    law = np.full(points, 1 / points) if points else reference.probabilities
    x = grid([support, reference.support])
    other = Ecdf(x, stretched(reference.curve, reference.support, x))
    found = []
    for name, plain in PLAIN.items():
        chosen, rng = find_measure(name), np.random.default_rng(seed)
        start = time.process_time()
        curves = draw_curves(law, n, resamples, rng)
        ours = chosen(Ecdf(x, stretched(curves, support, x)), other)
        middle = time.process_time()
        counts = np.rint(np.diff(curves, prepend=0.0) * n).astype(int)
        theirs = np.array([plain(np.repeat(support, row), people) for row in counts])
        end = time.process_time()
        found.append(Timed(name, middle - start, end - middle, float(np.abs(ours - theirs).max())))
    return found


def together(found: list[Timed]) -> float:
    """How many times faster all measures are together."""
    return sum(each.plain for each in found) / sum(each.ours for each in found)


def table(found: list[Timed], amounts: str) -> str:
    """The rows as text."""
    rows = [f"{each.name:24}{each.ours:9.4f} s{each.plain:9.3f} s{each.faster:9.0f}x  {each.gap:.1e}" for each in found]
    head = f"{RESAMPLES} resamples of n = {N}, {amounts}: ours, a loop over scipy, ratio, largest difference"
    return "\n".join([head, *rows, f"all together: {together(found):.0f}x (wanted: {WANTED:.0f}x)\n\n"])


if __name__ == "__main__":
    timed = measured()
    sys.stdout.write(table(timed, "amounts of people"))
    sys.stdout.write(table(measured(points=N), "as many different amounts (not held to the bar)"))
    sys.exit(0 if together(timed) >= WANTED else 1)
