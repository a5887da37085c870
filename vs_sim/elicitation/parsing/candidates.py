"""From answers as found to a distribution: drop the empty, read the weights, normalise, add up duplicates."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from vs_sim.core.distribution import Candidate, Distribution
from vs_sim.elicitation.parsing.items import Item
from vs_sim.elicitation.parsing.quoted_strings import joined_surrogates
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.weights import Definition, masses, name_sum, probabilities

MAX_CANDIDATES = 1_000
MAX_TEXT = 20_000
"""Characters of one answer; longer is a runaway reply, not an answer."""
LOGARITHMIC = ("nll", "logprob", "perplexity")


class Unusable(Exception):
    """Answers were found but make no distribution; `reason` is the reason of the `Unparsed` to raise."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for.

    Attributes:
        count: How many answers; None when no number was given.
        weights: Whether with weights; without, every position counts the same.
        definition: What a weight was asked to mean.
    """

    count: int | None = None
    weights: bool = True
    definition: Definition = "explicit"


def distribution(items: Sequence[Item], wanted: Wanted, repairs: Repairs) -> Distribution:
    """The distribution that answers as found stand for.

    Args:
        items: Answers in the order given.
        wanted: What was asked for.
        repairs: Takes every change by name; the distribution carries them.

    Raises:
        Unusable: No answer has a text, or there are too many or too long ones.
    """
    kept = drop_empty(items, repairs)
    if not kept:
        raise Unusable("no_candidates")
    if len(kept) > MAX_CANDIDATES:
        raise Unusable("too_many")
    if any(len(text) > MAX_TEXT for text, _ in kept):
        raise Unusable("too_long")
    candidates = _weighed(kept, wanted, repairs) if wanted.weights else _even(kept)
    merged = merge(candidates, lambda candidate: candidate.text, additive=_additive(repairs))
    if len(merged) < len(candidates):
        repairs.add("duplicate", f"{len(candidates) - len(merged)} merged")
    name_count(len(merged), wanted.count, repairs)
    return Distribution(tuple(merged), repairs.named())


def drop_empty(items: Iterable[Item], repairs: Repairs) -> list[tuple[str, Item]]:
    """The answers that have a text, each with its text trimmed; numbers become text."""
    kept = []
    for item in items:
        text = text_as_written(item.text)
        if text:
            kept.append((text, item))
        else:
            repairs.add("empty_text", "dropped")
    return kept


def text_as_written(value: object) -> str:
    """An answer's text, trimmed; empty when there is none."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        return joined_surrogates(str(value)).strip().strip("\ufeff\u200b").strip()
    except ValueError:  # an integer of thousands of digits
        return ""


def _weighed(kept: Sequence[tuple[str, Item]], wanted: Wanted, repairs: Repairs) -> list[Candidate]:
    stated = masses([item for _, item in kept], wanted.definition, repairs)
    shares = probabilities(stated, repairs)
    name_sum(stated, not _additive(repairs), repairs)
    return [Candidate(text, one.stated, share) for (text, _), one, share in zip(kept, stated, shares, strict=True)]


def _even(kept: Sequence[tuple[str, Item]]) -> list[Candidate]:
    return [Candidate(text, None, 1 / len(kept)) for text, _ in kept]


def _additive(repairs: Repairs) -> bool:
    """Whether stated weights of one answer add up, as probabilities do and logarithms do not."""
    return not any(kind in repairs for kind in LOGARITHMIC)


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
