"""Changes of mind, in three senses that are kept apart.

From acts: resisting and later committing (`acts toward`), or committing and later refusing (`acts away`); a trajectory
of what was said, not an attitude. From stated amounts: the last amount is above or below the first. From stance probes:
the last private answer is above or below the first by more than 1.96 standard deviations of the difference of two
answers drawn from the same two distributions, which is their retest noise; people have no such probes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from vs_sim.core.label import Label
from vs_sim.study.coding.scheme import Given, Labels, coding
from vs_sim.study.coding.schemes.resistance import COMMITMENT, REFUSAL, RESISTANCE
from vs_sim.study.coding.transcript import Probe, Talk

CODEBOOK = {
    "acts toward": "resists and commits later",
    "acts away": "commits and refuses later",
    "amount raised": "the last stated amount is above the first",
    "amount lowered": "the last stated amount is below the first",
    "stance raised": "the last private answer is above the first by more than retest noise",
    "stance lowered": "the last private answer is below the first by more than retest noise",
    "stance kept": "the private answers differ by no more than retest noise",
}
BEYOND = 1.96
"""Standard deviations of retest noise that a change must exceed: two draws of one state do in 5%."""


@coding("mind_change", codebook=CODEBOOK, made_from=("resistance", "stated_amount"), whole=True)
def mind_change(talk: Talk, given: Given) -> Labels:
    """At most one label of each sense per dialogue and direction; the value is the difference."""
    return (*_acts(given["resistance"]), *_amounts(given["stated_amount"]), *_stance(talk))


def _acts(labels: Labels) -> Iterator[Label]:
    def places(kind: str) -> list[tuple[int, int]]:
        return [(label.turn or 0, label.part or 0) for label in labels if label.label == kind]

    commitments = places(COMMITMENT)
    if any(resisted < committed for resisted in places(RESISTANCE) for committed in commitments):
        yield Label("acts toward")
    if any(committed < refused for refused in places(REFUSAL) for committed in commitments):
        yield Label("acts away")


def _amounts(labels: Labels) -> Iterator[Label]:
    amounts = [label.value for label in labels if label.turn is not None and label.value is not None]
    if len(amounts) > 1 and amounts[-1] != amounts[0]:
        change = amounts[-1] - amounts[0]
        yield Label("amount raised" if change > 0 else "amount lowered", value=round(change, 4))


def _stance(talk: Talk) -> Iterator[Label]:
    for probes in talk.probes.values():
        if len(probes) > 1 and not math.isnan(noise := retest_noise(probes[0], probes[-1])):
            change = probes[-1].value - probes[0].value
            direction = "kept" if abs(change) <= BEYOND * noise else "raised" if change > 0 else "lowered"
            yield Label(f"stance {direction}", value=change)
            return


def retest_noise(first: Probe, last: Probe) -> float:
    """Standard deviation of the difference of two answers if nothing changed, in points; NaN when it is unknown.

    √(σ₁² + σ₂²) with the variances of the two distributions the answers were drawn from.
    """
    return math.sqrt(first.variance + last.variance)
