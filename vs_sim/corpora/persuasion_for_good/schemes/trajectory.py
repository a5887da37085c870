"""The course of a dialogue from acts: whether resistance or commitment came first, and whether the other came."""

from __future__ import annotations

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import Given, Labels, coding
from vs_sim.corpora.persuasion_for_good.schemes.resistance import COMMITMENT, RESISTANCE
from vs_sim.corpora.transcript import Transcript

TRAJECTORY_CODEBOOK = {
    "commits": "commits and never resists",
    "resists then commits": "resists before, or in the same sentence as, the first commitment",
    "commits then resists": "commits before the first resistance",
    "resists": "resists and never commits",
    "neither": "neither resists nor commits",
}


@coding("trajectory", codebook=TRAJECTORY_CODEBOOK, made_from=("resistance",), whole=True)
def trajectory(transcript: Transcript, given: Given) -> Labels:
    """One label per dialogue."""
    return (Label(course(given["resistance"])),)


def course(labels: Labels) -> str:
    """The trajectory that labels of resistance make."""
    first = {
        kind: min((label.place for label in labels if label.label == kind), default=None)
        for kind in (RESISTANCE, COMMITMENT)
    }
    resisted, committed = first[RESISTANCE], first[COMMITMENT]
    if resisted is None:
        return "neither" if committed is None else "commits"
    if committed is None:
        return "resists"
    return "resists then commits" if resisted <= committed else "commits then resists"
