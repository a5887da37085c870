"""From answers as found to a distribution: read the weights, normalise, add up duplicates, name what is lost."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace

from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.elicitation.parsing.key_names import WeightScale
from vs_sim.elicitation.parsing.repair import Repairs, Unusable
from vs_sim.elicitation.parsing.weights import LOGARITHMIC, Definition, masses, name_sum, probabilities
from vs_sim.elicitation.parsing.written_weight import read_weight

MAX_CANDIDATES = 1_000
MAX_TEXT = 20_000
"""Characters of one answer; longer is a runaway reply, not an answer."""
MOST_LOST = 1 / 3
"""The share of the candidates, and of the weight stated, that may be lost before an answer counts as unreadable."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The answers of one reply as found.

    Attributes:
        texts: At least one, trimmed, none empty.
        weights: One for each text, as written; None where no weight was given at all.
        scale: What the key of the weights says about how they are read.
        lost: The weights of candidates without a text, None for each that had none either.
    """

    texts: tuple[str, ...]
    weights: tuple[object, ...] | None = None
    scale: WeightScale = "asked"
    lost: tuple[object, ...] = field(default=())


def distribution(found: Listed, k: int | None, definition: Definition, repairs: Repairs) -> Distribution:
    """The distribution that answers as found stand for.

    Args:
        found: The answers, weighted or not; without weights every position counts the same.
        k: How many were asked for; None when no number was given.
        definition: What a weight was asked to mean.
        repairs: Takes every change by name; the distribution carries them.

    Raises:
        Unusable: A weight cannot be read, there are too many answers or too long ones, or more than `MOST_LOST` of
            them are lost.
    """
    if len(found.texts) > MAX_CANDIDATES:
        raise Unusable("too_many")
    if any(len(text) > MAX_TEXT for text in found.texts):
        raise Unusable("too_long")
    _check_lost(found, k, repairs)
    if found.weights is None:
        candidates = [Candidate(text, None, 1 / len(found.texts)) for text in found.texts]
    else:
        stated = masses(found.weights, found.scale, definition, repairs)
        name_sum(stated, repairs)
        shares = zip(found.texts, stated, probabilities(stated), strict=True)
        candidates = [Candidate(text, one.stated, share) for text, one, share in shares]
    additive = not any(kind in repairs for kind in LOGARITHMIC)
    merged = merge(candidates, lambda candidate: candidate.text, additive=additive)
    if len(merged) < len(candidates):
        repairs.add("duplicate", f"{len(candidates) - len(merged)} merged")
    name_count(len(merged), k, repairs)
    return Distribution(tuple(merged), repairs.named())


def _check_lost(found: Listed, k: int | None, repairs: Repairs) -> None:
    """Name the candidates that are lost.

    Raises:
        Unusable: They are more than the declared share of the answer.
    """
    cut = "truncated" in repairs
    count = max(len(found.lost), (k or 0) - len(found.texts) if cut else 0)
    if count:
        repairs.add("lost_candidate", f"{count} dropped")
    share = count / max(len(found.texts) + count, k or 0)
    gone = [number.value for weight in found.lost if (number := read_weight(weight))]
    kept = [number.value for weight in found.weights or () if (number := read_weight(weight))]
    whole = max(math.fsum(gone) + math.fsum(kept), 1.0 if cut else 0.0)
    mass = 1 - math.fsum(kept) / whole if whole > 0 and kept else 0.0
    if max(share, mass) > MOST_LOST + 1e-9:
        raise Unusable("truncated" if cut else "too_much_lost")


def name_count(found: int, count: int | None, repairs: Repairs) -> None:
    """Name it when fewer or more answers came than were asked for; all are kept."""
    if count is not None and found != count:
        repairs.add("fewer_than_k" if found < count else "more_than_k", f"{found} of {count}")


def merge(candidates: Sequence[Candidate], key: Callable[[Candidate], Hashable], *, additive: bool) -> list[Candidate]:
    """Candidates that mean the same become one: masses add, at the first one's position.

    Args:
        candidates: In the order given.
        key: What a candidate means.
        additive: Whether stated weights add up too; otherwise the first one's is kept.
    """
    merged: dict[Hashable, Candidate] = {}
    for candidate in candidates:
        earlier = merged.get(key(candidate))
        if earlier is None:
            merged[key(candidate)] = candidate
            continue
        stated = earlier.stated
        if additive and candidate.stated is not None:
            stated = candidate.stated + (stated or 0.0)
        probability = earlier.probability + candidate.probability
        merged[key(candidate)] = replace(earlier, stated=stated, probability=probability)
    return list(merged.values())
