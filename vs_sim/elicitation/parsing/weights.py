"""From weights as stated to probabilities: each step pure, each change named, nothing clipped, nothing invented.

Weights are relative. Percentages are divided by 100, an NLL becomes exp(-nll), a perplexity 1/perplexity; everything
is then divided by its sum. One weight that cannot be read makes the whole answer unreadable.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from vs_sim.elicitation.parsing.key_names import WeightScale
from vs_sim.elicitation.parsing.repair import Repairs, Unusable
from vs_sim.elicitation.parsing.written_weight import WrittenWeight, read_weight

Definition = Literal["implicit", "explicit", "relative", "percentage", "confidence", "perplexity", "nll"]
"""What a weight was asked to mean (arXiv 2510.01171, appendix on probability definitions)."""
DEFINITIONS: tuple[str, ...] = get_args(Definition)
SUM_TOLERANCE = 0.005
"""Sums this close to 1 are rounding: normalised, but not worth a name."""
WHOLE_TOLERANCE = 0.02
"""How far numbers may sum from 1 (or from 100, in percent) and still be the shares of a whole."""
LOGARITHMIC = ("nll", "logprob", "perplexity")
_ASKED: dict[str, WeightScale] = {"percentage": "percent", "perplexity": "perplexity", "nll": "nll"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A weight as the model stated it, and what it is worth before normalising.

    Attributes:
        stated: The number on its own scale, an explicit percentage divided by 100.
        mass: A relative weight >= 0.
    """

    stated: float
    mass: float


def are_shares(weights: Sequence[object]) -> bool:
    """Whether what was written are two or more numbers that sum to 1, or to 100."""
    numbers = [read_weight(weight) for weight in weights]
    values = [number.value for number in numbers if number is not None and number.value >= 0]
    if len(values) < 2 or len(values) < len(weights):
        return False
    total = math.fsum(values)
    whole = abs(total - 1) <= WHOLE_TOLERANCE and any(0 < value < 1 for value in values)
    return whole or abs(total - 100) <= 100 * WHOLE_TOLERANCE


def masses(weights: Sequence[object], scale: WeightScale, definition: Definition, repairs: Repairs) -> list[Stated]:
    """The relative weight of every answer.

    Args:
        weights: At least one weight as written.
        scale: What the key of the weights says about how they are read.
        definition: What the weight was asked to mean; it decides where the key does not.
        repairs: Takes every change by name.

    Raises:
        Unusable: `unreadable_weight` when one is no number or impossible, `mixed_scales` when they are on no common
            scale, `all_zero` when they leave no mass.
    """
    scale = _ASKED.get(definition, "probability") if scale == "asked" else scale
    values = _on_one_scale([_read(weight, repairs) for weight in weights], scale, repairs)
    scale = _signed(values, scale, repairs)
    worth = _worth(values, scale, repairs)
    if math.fsum(worth) <= 0:
        raise Unusable("all_zero")
    return [Stated(value, mass) for value, mass in zip(values, worth, strict=True)]


def probabilities(stated: Sequence[Stated]) -> list[float]:
    """Masses divided by their sum: probabilities in [0, 1] that sum to 1, in the order given."""
    total = math.fsum(one.mass for one in stated)
    return [one.mass if abs(total - 1) < 1e-12 else one.mass / total for one in stated]


def name_sum(stated: Sequence[Stated], repairs: Repairs) -> None:
    """Name the sum of the masses where it is not 1; logarithmic scales have no sum to name."""
    total = math.fsum(one.mass for one in stated)
    if abs(total - 1) > SUM_TOLERANCE and not any(kind in repairs for kind in LOGARITHMIC):
        repairs.add("renormalised", f"sum {total:.6g}")


def _read(weight: object, repairs: Repairs) -> WrittenWeight:
    number = read_weight(weight)
    if number is None:
        raise Unusable("missing_weight" if weight is None else "unreadable_weight")
    if isinstance(weight, dict | list):
        repairs.add("weight_unwrapped")
    elif not number.exact:
        repairs.add("weight_words", str(weight)[:40])
    return number


def _on_one_scale(numbers: list[WrittenWeight], scale: WeightScale, repairs: Repairs) -> list[float]:
    """The numbers as fractions where percentages are among them.

    Beside signed percentages an unsigned number is a fraction, or a percentage too: only one of the two readings
    may make a whole of them.
    """
    values = [number.value for number in numbers]
    signed = sum(number.percent for number in numbers)
    if signed:
        repairs.add("percent", f"{signed} of {len(numbers)} with a percent sign")
    if scale not in ("probability", "percent"):
        if signed:
            raise Unusable("mixed_scales")
        return values
    plain = [number.value for number in numbers if not number.percent]
    hundredths = [number.value if number.percent else number.value / 100 for number in numbers]
    if signed and plain:
        wholes = [reading for reading in (values, hundredths) if abs(math.fsum(reading) - 1) <= WHOLE_TOLERANCE]
        if len(wholes) != 1:
            raise Unusable("mixed_scales")
        return wholes[0]
    if scale == "percent" and math.fsum(plain) > 1.5:
        repairs.add("percent", "unsigned numbers read as percentages")
        return hundredths
    return values


def _signed(values: list[float], scale: WeightScale, repairs: Repairs) -> WeightScale:
    """An NLL is never negative: where all of them are, log-probabilities were written instead."""
    if scale == "nll" and max(values) <= 0 and min(values) < 0:
        repairs.add("nll_sign", "negative numbers read as log-probabilities")
        return "logprob"
    return scale


def _worth(values: list[float], scale: WeightScale, repairs: Repairs) -> list[float]:
    """What stated numbers are worth, logarithms relative to the largest, so that none underflows."""
    if scale in ("nll", "logprob"):
        repairs.add(scale, "exp(-nll)" if scale == "nll" else "exp(logprob)")
        logs = [-value if scale == "nll" else value for value in values]
        if scale == "nll" and min(values) < 0:
            raise Unusable("unreadable_weight")
        return [math.exp(log - max(logs)) for log in logs]
    if scale == "perplexity":
        if min(values) <= 0:
            raise Unusable("unreadable_weight")
        repairs.add("perplexity", "1/perplexity")
        return [1 / value for value in values]
    if min(values) < 0:
        raise Unusable("unreadable_weight")
    if 0 in values:
        repairs.add("zero", "kept with probability 0")
    return values
