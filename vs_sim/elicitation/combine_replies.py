"""One distribution from the several replies of one conversation, every answer on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vs_sim.core.distribution import Distribution
from vs_sim.elicitation.parsing.candidates import merge, name_count
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.weights import LOGARITHMIC, SUM_TOLERANCE
from vs_sim.errors import Unparsed

LARGEST_SHARE = 1.5
"""A weight above this is no fraction of a whole."""
OF_THE_WHOLE = frozenset({"renormalised", "fewer_than_k", "more_than_k"})
"""Repairs that mean nothing of a reply which is only a part of the answer."""


def together(parts: Sequence[Distribution], k: int) -> Distribution:
    """The answers of all replies in the order given, equal texts merged.

    An answer's mass is its stated weight; where no reply states any, as in a multi-turn conversation, the
    distribution is uniform.

    Args:
        parts: What each reply says, at least one.
        k: How many answers were asked for in all.

    Raises:
        Unparsed: `missing_weight` when only some replies state weights, `mixed_scales` when their weights are on
            different scales.
    """
    _check(parts)
    repairs = Repairs()
    for part in parts:
        for repair in part.repairs:
            if repair.kind not in OF_THE_WHOLE:
                repairs.add(repair.kind, repair.detail)
    masses = _masses(parts)
    total = math.fsum(masses)
    shares = all(not math.isnan(part.listed) for part in parts)
    if shares and abs(total - 1) > SUM_TOLERANCE:
        repairs.add("renormalised", f"sum {total:.6g}")
    answers = [candidate for part in parts for candidate in part.candidates]
    weighed = [replace(answer, probability=mass / total) for answer, mass in zip(answers, masses, strict=True)]
    merged = merge(weighed, lambda candidate: candidate.text, additive=shares)
    if len(merged) < len(weighed):
        repairs.add("duplicate", f"{len(weighed) - len(merged)} merged")
    name_count(len(merged), k, repairs)
    return Distribution(tuple(merged), repairs.named())


def _check(parts: Sequence[Distribution]) -> None:
    """Whether all replies state their weights, and on one scale.

    Raises:
        Unparsed: They do not.
    """
    stated = [[candidate.stated for candidate in part.candidates] for part in parts]
    raw = "\n".join(text for part in parts for text in part.texts)
    if len({None in weights for weights in stated}) > 1:
        raise Unparsed("missing_weight", raw, detail="some of the replies state no weights")
    largest = [max(weight for weight in weights if weight is not None) for weights in stated if None not in weights]
    shares = all(not any(repair.kind in LOGARITHMIC for repair in part.repairs) for part in parts)
    if shares and largest and max(largest) > LARGEST_SHARE and min(largest) <= 1:
        raise Unparsed("mixed_scales", raw, detail="some of the replies state percentages, others fractions")


def _masses(parts: Sequence[Distribution]) -> list[float]:
    """The mass of every answer of every reply; relative ones where the weights are logarithms."""
    scales = [_scale(part) for part in parts]
    top = max(scales) if all(math.isnan(part.listed) for part in parts) else 0.0
    return [
        candidate.probability * math.exp(min(scale - top, 700.0))
        for part, scale in zip(parts, scales, strict=True)
        for candidate in part.candidates
    ]


def _scale(part: Distribution) -> float:
    """The logarithm of what the probabilities of a reply are to be multiplied with; 0 for each answer without weights.

    Within a reply probabilities are proportional to masses, so its likeliest answer sets the scale.
    """
    best = max(part.candidates, key=lambda candidate: candidate.probability)
    if best.stated is None:
        return math.log(len(part))
    return _log_mass(best.stated, {repair.kind for repair in part.repairs}) - math.log(best.probability)


def _log_mass(stated: float, kinds: set[str]) -> float:
    """The logarithm of the mass that a weight stands for, by the repairs that say how it was read."""
    if "nll" in kinds or "logprob" in kinds:
        return -abs(stated)
    return -math.log(stated) if "perplexity" in kinds else math.log(stated)
