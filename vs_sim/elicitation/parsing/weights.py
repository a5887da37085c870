"""From weights as stated to probabilities: each step pure, each change named, nothing clipped.

Weights are relative. Percentages are divided by 100, an NLL becomes exp(-nll), a perplexity 1/perplexity, a
negative weight 0. A weight that is missing or no number says nothing, so its answer gets the uniform share 1/n
and the others split the rest in proportion. Everything is then divided by its sum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from vs_sim.elicitation.parsing.field_names import Scale
from vs_sim.elicitation.parsing.items import ABSENT, Item
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.typed.number_text import Number, read_number

Definition = Literal["implicit", "explicit", "relative", "percentage", "confidence", "perplexity", "nll"]
"""What a weight was asked to mean (arXiv 2510.01171, appendix on probability definitions)."""
DEFINITIONS: tuple[str, ...] = get_args(Definition)
SUM_TOLERANCE = 0.005
"""Sums this close to 1 are rounding: normalised, but not worth a name."""
_ASKED: dict[str, Scale] = {"percentage": "percent", "perplexity": "perplexity", "nll": "nll"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A weight as the model stated it, and what it is worth before normalising.

    Attributes:
        stated: The number on its own scale, an explicit percentage divided by 100; None when it was unusable.
        mass: A relative weight >= 0; None when nothing is known.
    """

    stated: float | None
    mass: float | None


def masses(items: Sequence[Item], definition: Definition, repairs: Repairs) -> list[Stated]:
    """The relative weight of every answer, on one scale.

    Args:
        items: At least one answer as found.
        definition: What the weight was asked to mean; it decides where the weight's key does not.
        repairs: Takes every change by name.
    """
    asked = _ASKED.get(definition, "probability")
    scales: list[Scale] = [asked if item.scale == "asked" else item.scale for item in items]
    numbers = _on_one_scale([_read(item, repairs) for item in items], scales, repairs)
    stated = [None if number is None else number.value for number in numbers]
    scales = _signs(stated, scales, repairs)
    worth = [_mass(value, scale, repairs) for value, scale in zip(stated, scales, strict=True)]
    shifted = _shifted(worth, scales)
    return [Stated(value, mass) for value, mass in zip(stated, shifted, strict=True)]


def _read(item: Item, repairs: Repairs) -> Number | None:
    if item.weight is ABSENT:
        return None
    number = read_number(item.weight)
    if number is None and item.weight is not None:
        repairs.add("unusable_weight", str(item.weight)[:40])
    if number is not None and not number.exact:
        repairs.add("leading_number", str(item.weight)[:40])
    return number


def _on_one_scale(numbers: list[Number | None], scales: list[Scale], repairs: Repairs) -> list[Number | None]:
    """Percentages brought to fractions: those with a sign, and unsigned ones that share their scale."""
    signed = sum(number is not None and number.percent for number in numbers)
    plain = [
        abs(number.value) for number, scale in zip(numbers, scales, strict=True)
        if number and not number.percent and scale in ("percent", "probability")
    ]  # fmt: skip
    in_percent = "percent" in scales and sum(plain) > 1.5
    together = signed > 0 and any(value > 1 for value in plain)
    if signed:
        repairs.add("percent", f"{signed} of {len(numbers)} with a percent sign")
    if not (in_percent or together):
        return numbers
    repairs.add("percent", "unsigned numbers read as percentages")
    divided = ("percent", "probability") if together else ("percent",)
    return [
        Number(number.value / 100) if number and not number.percent and scale in divided else number
        for number, scale in zip(numbers, scales, strict=True)
    ]


def _signs(stated: list[float | None], scales: list[Scale], repairs: Repairs) -> list[Scale]:
    """An NLL is never negative: where all of them are, log-probabilities were written instead."""
    values = [value for value, scale in zip(stated, scales, strict=True) if scale == "nll" and value is not None]
    if not values or max(values) > 0 or min(values) >= 0:
        return scales
    repairs.add("nll_sign", "negative numbers read as log-probabilities")
    return ["logprob" if scale == "nll" else scale for scale in scales]


def _mass(value: float | None, scale: Scale, repairs: Repairs) -> float | None:
    """What a stated number is worth; for the logarithmic scales still its logarithm."""
    if value is None:
        return None
    if scale in ("nll", "logprob"):
        repairs.add(scale, "exp(-nll)" if scale == "nll" else "exp(logprob)")
        return -value if scale == "nll" else value
    if scale == "perplexity":
        if value < 1e-9:
            repairs.add("unusable_weight", f"perplexity {value:g}")
            return None
        repairs.add("perplexity", "1/perplexity")
        return 1 / value
    if value < 0:
        repairs.add("negative", f"{value:g} read as 0")
    if value == 0:
        repairs.add("zero", "kept with probability 0")
    return max(value, 0.0)


def _shifted(worth: list[float | None], scales: list[Scale]) -> list[float | None]:
    """Logarithms turned into masses; where all are logarithms, relative to the largest, so none underflows."""
    pairs = list(zip(worth, scales, strict=True))
    logs = [value for value, scale in pairs if value is not None and scale in ("nll", "logprob")]
    if not logs:
        return worth
    known = sum(value is not None for value in worth)
    top = max(logs) if len(logs) == known else 0.0
    return [
        math.exp(min(value - top, 700.0)) if value is not None and scale in ("nll", "logprob") else value
        for value, scale in pairs
    ]


def probabilities(stated: Sequence[Stated], repairs: Repairs) -> list[float]:
    """Masses divided by their sum, missing ones filled with the uniform share.

    Args:
        stated: At least one weight.
        repairs: Takes `missing_weight`, `no_weights` and `all_zero`.

    Returns:
        Probabilities in [0, 1] that sum to 1, in the order given.
    """
    n = len(stated)
    known = [one.mass for one in stated if one.mass is not None]
    if not known:
        repairs.add("no_weights", "uniform")
        return [1 / n] * n
    total = math.fsum(known)
    if total <= 0:
        repairs.add("all_zero", "uniform")
        return [1 / n] * n
    if abs(total - 1) < 1e-12 and len(known) == n:
        return known
    missing = n - len(known)
    if missing:
        repairs.add("missing_weight", f"{missing} of {n} get 1/{n}")
    share = len(known) / n
    return [1 / n if one.mass is None else one.mass / total * share for one in stated]


def name_sum(stated: Sequence[Stated], scaled: bool, repairs: Repairs) -> None:
    """Name the sum of the masses where it is not 1; scales without a sum (`scaled`) need no name."""
    known = [one.mass for one in stated if one.mass is not None]
    if scaled or not known or len(known) < len(stated):
        return
    total = math.fsum(known)
    if total > 0 and abs(total - 1) > SUM_TOLERANCE:
        repairs.add("renormalised", f"sum {total:.6g}")
