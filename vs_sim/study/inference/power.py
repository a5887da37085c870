"""How many dialogues a question needs, and when the human file, not the budget, is the limit.

The rule of the verdict is simulated: n draws of a perfect simulation (the human distribution) and other people like
those of the reference. With more dialogues the bound U falls towards what the people's own error leaves of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from scipy import stats

from vs_sim import seeds
from vs_sim.errors import StudyError
from vs_sim.study.data.ecdf import Floats, draw_curves, stretched
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.equivalence import MARGIN, ONE_SIDED, require_margin
from vs_sim.study.inference.judging import FEWEST
from vs_sim.study.inference.verdict_chances import (
    VERDICTS,
    VerdictChances,
    displaced_probabilities,
    pseudo_variance,
    verdict_chances,
)

_SIZE = 4000
"""Simulated studies a number of dialogues."""
_NUMBERS = (30, 50, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 5000, 10_000)
EFFECT = 0.3
"""Of a trait in standard deviations: what people show at most."""


@dataclass(frozen=True)
class SizePlan:
    """What a number of dialogues can show.

    Attributes:
        reference: The reference's id.
        people: Persons behind it; 0 for a known distribution.
        margin: How far is still similar.
        power: How often the answer should be found.
        chances: Dialogues to the chance that a perfect simulation is called `equivalent`.
        limit: That chance with any number of dialogues: what the human file allows.
        needed: The dialogues at which the chance reaches the power; None where it never does.
        verdicts: True distance to dialogues to the chance of each verdict: 0 is a perfect simulation.
        effect: A trait effect, in standard deviations.
        effect_error: Dialogues to its standard error.
        effect_needed: The dialogues that find it with the power; None where all or nobody give.
    """

    reference: str
    people: int
    margin: float
    power: float
    chances: dict[int, float]
    limit: float
    needed: int | None
    verdicts: dict[float, dict[int, VerdictChances]]
    effect: float
    effect_error: dict[int, float]
    effect_needed: int | None

    @property
    def sentences(self) -> list[str]:
        """What a reader should take from it."""
        said = [
            f"Found equivalent to {self.reference} (margin {self.margin:g}) with "
            f"{self.power:.0%} chance: {self._needed()}"
        ]
        for distance, by_number in self.verdicts.items():
            enough = (n for n, chances in by_number.items() if chances["beyond the margin"] >= self.power)
            if distance and (n := next(enough, None)) is not None:
                said.append(f"A simulation at distance {distance:g} is shown to be beyond it with that chance in {n}.")
        if self.effect_needed is not None:
            said.append(
                f"A trait effect of d = {self.effect:g} is found with that chance in {self.effect_needed} dialogues."
            )
        return said

    def _needed(self) -> str:
        if self.needed is not None:
            return f"{self.needed} dialogues, if the simulation is perfect; any other needs more, or never gets there."
        return (
            f"never. The human file is the limit: {self.people} people leave a chance of {self.limit:.0%} however many "
            "dialogues are run. Choose a wider margin beforehand, or more people."
        )

    def rows(self) -> list[tuple[str, ...]]:
        """True distance, dialogues, chance of each verdict, standard error of the trait effect, as in a table."""
        found = []
        for distance, by_number in self.verdicts.items():
            for n, chances in by_number.items():
                error = f"{self.effect_error[n]:.2f}" if n in self.effect_error and not distance else ""
                found.append((f"{distance:g}", f"{n}", *(f"{chances[verdict]:.0%}" for verdict in VERDICTS), error))
            if not distance:
                found.append(("0", "any", f"{self.limit:.0%}", *[""] * len(VERDICTS)))
        return found

    def to_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        equivalent = {str(n): chance for n, chance in self.chances.items()}
        facts = {"reference": self.reference, "people": self.people, "margin": self.margin, "power": self.power}
        effect = {"d": self.effect, "needed": self.effect_needed}
        verdicts = [
            {"distance": distance, "dialogues": n, **chances}
            for distance, by_number in self.verdicts.items()
            for n, chances in by_number.items()
        ]
        sizes = {"equivalent": equivalent, "limit": self.limit, "needed": self.needed}
        return {**facts, **sizes, "verdicts": verdicts, "effect": effect}

    def __repr__(self) -> str:
        return f"Plan({' '.join(self.sentences)})"

    def _repr_html_(self) -> str:
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in self.rows())
        head = "".join(f"<th>{escape(column)}</th>" for column in _COLUMNS)
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.sentences)
        return f"{said}<table><tr>{head}</tr>{body}</table>"


_COLUMNS = ("true distance", "dialogues", *VERDICTS, "error of a trait effect")


def plan_sample(
    reference: Reference, *, margin: float = MARGIN, power: float = 0.8, effect: float = EFFECT, seed: int = 0
) -> SizePlan:
    """How many dialogues, each of another persona, a comparison with these people needs.

    Args:
        reference: The people.
        margin: How far is still similar, in (0, 1).
        power: How often the answer should be found, in (0, 1).
        effect: A trait effect (Cohen's d) to be found by a two-sided test at 5%, above 0.
        seed: Equal inputs give equal numbers.

    Raises:
        StudyError: The margin, the power or the effect is out of range.
    """
    require_margin(margin)
    if not 0 < power < 1:
        raise StudyError(f"the power is {power:g}; it must be above 0 and below 1")
    if not effect > 0:
        raise StudyError(f"the trait effect is {effect:g}; it must be above 0")
    verdicts = _chances_by_distance(reference, margin, seed)
    chances = {n: found["equivalent"] for n, found in verdicts[0.0].items()}
    giving = reference.donor_share
    errors = {n: effect_error(n, giving, effect) for n in _NUMBERS} if 0 < giving < 1 else {}
    return SizePlan(
        reference=reference.id,
        people=reference.people,
        margin=margin,
        power=power,
        chances=chances,
        limit=chance_of_equivalent(reference, None, margin, seed),
        needed=_least(reference, margin, power, chances, seed),
        verdicts=verdicts,
        effect=effect,
        effect_error=errors,
        effect_needed=effect_needed(giving, effect, power) if errors else None,
    )


def _chances_by_distance(reference: Reference, margin: float, seed: int) -> dict[float, dict[int, VerdictChances]]:
    """Of a perfect simulation, and of one at twice the margin where there can be one."""
    found = {0.0: {n: verdict_chances(reference, n, margin, seed=seed) for n in _NUMBERS}}
    far = displaced_probabilities(reference, 2 * margin)
    if far is not None:
        found[2 * margin] = {n: verdict_chances(reference, n, margin, far, seed) for n in _NUMBERS}
    return found


def chance_of_equivalent(reference: Reference, n: int | None, margin: float, seed: int = 0) -> float:
    """How often a perfect simulation of n dialogues, None for any number, is called `equivalent`."""
    if n is not None and n < FEWEST:
        return 0.0
    rng = seeds.generator(seed, "plan", reference.digest)
    others = reference.resample(rng, _SIZE)
    own, variance = _perfect(reference, n, rng)
    error = np.sqrt(variance + np.diag(reference.clustered).clip(0.0))
    bound = (np.abs(own - others) + ONE_SIDED * error).max(axis=-1)
    return float(np.mean(bound < margin))


def _perfect(reference: Reference, n: int | None, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Curves of a perfect simulation, and the variance that the verdict gives them."""
    if n is None:
        curve = stretched(reference.curve, reference.support, reference.support)
        return np.broadcast_to(curve, (_SIZE, len(curve))), np.zeros((_SIZE, len(curve)))
    own = draw_curves(reference.probabilities, n, _SIZE, rng)
    return own, pseudo_variance(own, n)


def _least(reference: Reference, margin: float, power: float, chances: dict[int, float], seed: int) -> int | None:
    """The smallest number of dialogues, to about 2%, at which the chance reaches the power."""
    reached = [n for n, chance in chances.items() if chance >= power]
    if not reached:
        return None
    high = reached[0]
    low = max((n for n in chances if n < high), default=FEWEST)
    while high - low > max(high // 50, 1):
        middle = (low + high) // 2
        low, high = (low, middle) if chance_of_equivalent(reference, middle, margin, seed) >= power else (middle, high)
    return high


def effect_error(n: int, giving: float, effect: float) -> float:
    """The standard error of Cohen's d: √(1/(n q) + 1/(n (1 − q)) + d²/(2 n)), q the share of donors (Hedges 1981)."""
    return math.sqrt(_effect_variance(giving, effect) / n)


def effect_needed(giving: float, effect: float, power: float) -> int:
    """The dialogues at which a two-sided test at 5% finds d with this power."""
    quantiles: Sequence[float] = [float(stats.norm.ppf(level)) for level in (0.975, power)]
    return math.ceil(_effect_variance(giving, effect) * sum(quantiles) ** 2 / effect**2)


def _effect_variance(giving: float, effect: float) -> float:
    return 1 / giving + 1 / (1 - giving) + effect**2 / 2
