"""Where a text mentions an amount, and its value in dollars; whose gift it is is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from vs_sim.corpora.persuasion_for_good.amounts.amount_forms import AmountKind, forms


@dataclass(frozen=True)
class Mention:
    """An amount in a text.

    Attributes:
        start: Index of its first character.
        end: Index after its last character.
        value: In dollars.
        kind: How it is written: `money` names a currency; `decimal` (`.25`) and `integer` (`1`) do not; `share`
            is a part of the endowment.
    """

    start: int
    end: int
    value: float
    kind: AmountKind


def mentions(text: str, endowment: float) -> list[Mention]:
    """Every amount in a text, left to right, none overlapping another.

    Args:
        text: Normalised text: lower case, single blanks.
        endowment: What a share is a part of, in dollars.
    """
    taken: list[Mention] = []
    for pattern, form in forms():
        for found in pattern.finditer(text):
            start, end = found.span()
            if all(end <= other.start or start >= other.end for other in taken):
                taken.append(Mention(start, end, form.read(found, endowment), form.kind))
    return sorted(taken, key=lambda mention: mention.start)
