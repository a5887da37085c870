"""Changes of mind, in three senses that are kept apart.

From acts: resisting and later committing (`acts toward`), or committing and later refusing (`acts away`); a trajectory
of what was said, not an attitude. From stated amounts: the last amount is above or below the first. From private
answers: as in the coding `stance_change`.
"""

from __future__ import annotations

from collections.abc import Iterator

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import Given, Labels, coding
from vs_sim.corpora.persuasion_for_good.schemes.resistance import COMMITMENT, REFUSAL, RESISTANCE
from vs_sim.corpora.schemes.stance_change import STANCE_CODEBOOK, stances
from vs_sim.corpora.transcript import Transcript

_CODEBOOK = {
    "acts toward": "resists and commits later",
    "acts away": "commits and refuses later",
    "amount raised": "the last stated amount is above the first",
    "amount lowered": "the last stated amount is below the first",
    **STANCE_CODEBOOK,
}


@coding("mind_change", codebook=_CODEBOOK, made_from=("resistance", "stated_amount"), whole=True)
def mind_change(transcript: Transcript, given: Given) -> Labels:
    """At most one label of each sense per dialogue and direction; the value is the difference."""
    return (*_acts(given["resistance"]), *_amounts(given["stated_amount"]), *stances(transcript))


def _acts(labels: Labels) -> Iterator[Label]:
    def places(kind: str) -> list[tuple[int, int]]:
        return [label.place for label in labels if label.label == kind]

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
