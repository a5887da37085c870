"""How the persuadee resists and commits, turn by turn, read off acts.

Refusal R1 = disagree-donation or disagree-donation-more; resistance R2 = R1 or a negative reaction; reserve R3 = R2 or
a neutral reaction; commitment C = agreeing, naming an amount, confirming. They nest: a refusal is resistance too.
"""

from __future__ import annotations

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import Given, Labels, coding
from vs_sim.corpora.persuasion_for_good.cues import turn_features
from vs_sim.corpora.transcript import Transcript

REFUSAL, RESISTANCE, RESERVE, COMMITMENT, REQUEST = "refusal", "resistance", "reserve", "commitment", "request"
R1 = frozenset({"disagree-donation", "disagree-donation-more"})
R2 = R1 | {"negative-reaction-to-donation"}
R3 = R2 | {"neutral-reaction-to-donation"}
C = frozenset({"agree-donation", "provide-donation-amount", "confirm-donation"})
ASK = frozenset({"proposition-of-donation", "ask-donation-amount"})
SETS = {REFUSAL: R1, RESISTANCE: R2, RESERVE: R3, COMMITMENT: C}
_CODEBOOK = {
    REFUSAL: "refuses to give, or to give more",
    RESISTANCE: "refuses, or speaks against giving: no money, distrust, other causes first, annoyance",
    RESERVE: "resists, or reacts neither for nor against: will think about it, will look",
    COMMITMENT: "agrees to give, names an amount above zero, or confirms it",
}
OTHERS = {REQUEST: "asks the other to give, or how much they will give"}


IMPLIES = {REFUSAL: (RESISTANCE, RESERVE), RESISTANCE: (RESERVE,)}


@coding("resistance", codebook=_CODEBOOK, others=OTHERS, made_from=("acts",), implies=IMPLIES, features=turn_features)
def label_resistance(transcript: Transcript, given: Given) -> Labels:
    """At most one label of each kind per turn, at the first sentence that shows it."""
    found: dict[tuple[str, int], Label] = {}
    for act in given["acts"]:
        if act.turn is None:
            continue
        own = transcript.turns[act.turn].role == transcript.speaker
        for label, acts in SETS.items() if own else ((REQUEST, ASK),):
            if act.label in acts:
                found.setdefault((label, act.turn), Label(label, act.turn, act.part))
    return tuple(sorted(found.values(), key=lambda label: label.place))
