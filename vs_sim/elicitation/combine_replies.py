"""One distribution from the several replies of one conversation, every answer on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from vs_sim.core.distribution import Distribution
from vs_sim.elicitation.parsing.candidates import merge, name_count
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.weights import SUM_TOLERANCE

OF_THE_WHOLE = frozenset({"renormalised", "fewer_than_k", "more_than_k"})
"""Repairs that mean nothing of a reply which is only a part of the answer."""


def together(parts: Sequence[Distribution], k: int) -> Distribution:
    """The answers of all replies in the order given, equal texts merged.

    An answer's mass is its stated weight; those of a reply without any weight get the mean of the others, so
    that replies of one answer each, as in a multi-turn conversation, become a uniform law.

    Args:
        parts: What each reply says, at least one.
        k: How many answers were asked for in all.
    """
    repairs = Repairs()
    for part in parts:
        for repair in part.repairs:
            if repair.kind not in OF_THE_WHOLE:
                repairs.add(repair.kind, repair.detail)
    masses = _masses(parts)
    total = math.fsum(masses)
    shares = all(not math.isnan(part.listed) for part in parts)
    if total <= 0:
        masses, total = [1.0] * len(masses), float(len(masses))
    elif shares and abs(total - 1) > SUM_TOLERANCE:
        repairs.add("renormalised", f"sum {total:.6g}")
    answers = [candidate for part in parts for candidate in part.candidates]
    weighed = [replace(answer, probability=mass / total) for answer, mass in zip(answers, masses, strict=True)]
    merged = merge(weighed, lambda candidate: candidate.text, additive=shares)
    if len(merged) < len(weighed):
        repairs.add("duplicate", f"{len(weighed) - len(merged)} merged")
    name_count(len(merged), k, repairs)
    return Distribution(tuple(merged), repairs.named())


def _masses(parts: Sequence[Distribution]) -> list[float]:
    """The mass of every answer of every reply; relative ones where any weight is a logarithm."""
    scales = [_scale(part) for part in parts]
    known = [scale for scale in scales if scale is not None]
    top = max(known, default=0.0)
    if any(not math.isnan(part.listed) for part in parts) or top == -math.inf:
        top = 0.0
    masses = [
        None if scale is None else candidate.probability * math.exp(min(scale - top, 700.0))
        for part, scale in zip(parts, scales, strict=True)
        for candidate in part.candidates
    ]
    told = [mass for mass in masses if mass is not None]
    mean = math.fsum(told) / len(told) if told else 1.0
    return [mean if mass is None else mass for mass in masses]


def _scale(part: Distribution) -> float | None:
    """The logarithm of what the probabilities of a reply are to be multiplied with; None without any weight.

    Within a reply probabilities are proportional to masses, so its likeliest answer sets the scale.
    """
    stated = [candidate for candidate in part.candidates if candidate.stated is not None]
    if not stated:
        return None
    best = max(stated, key=lambda candidate: candidate.probability)
    if best.probability <= 0:
        return -math.inf
    return _log_mass(best.stated or 0.0, {repair.kind for repair in part.repairs}) - math.log(best.probability)


def _log_mass(stated: float, kinds: set[str]) -> float:
    """The logarithm of the mass that a weight stands for, by the repairs that say how it was read."""
    if "nll" in kinds or "logprob" in kinds:
        return -abs(stated)
    if stated <= 0:
        return -math.inf
    return -math.log(stated) if "perplexity" in kinds else math.log(stated)
