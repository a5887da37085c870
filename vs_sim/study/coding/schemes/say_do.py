"""The gap between what is said in public and decided in private; of people, between what is said and paid.

Agreeing without an amount and stating one are different things and kept apart: of people, far more of the former pay
nothing. The value of a label is the decision, that of `gap` the decision less the last stated amount.
"""

from __future__ import annotations

from collections.abc import Iterator

from vs_sim.core.label import Label
from vs_sim.study.coding.scheme import Given, Labels, coding
from vs_sim.study.coding.transcript import Talk

CODEBOOK = {
    "agreed": "agrees to give and never names or confirms an amount",
    "stated": "names an amount above zero, or confirms one",
    "unspoken": "gives although neither an agreement nor an amount was said",
    "gap": "the amount decided less the last amount stated, both at most the endowment",
}
STATED = frozenset({"provide-donation-amount", "confirm-donation"})


@coding("say_do", codebook=CODEBOOK, made_from=("acts", "stated_amount"), whole=True)
def say_do(talk: Talk, given: Given) -> Labels:
    """Labels of the dialogue; none where nothing was decided."""
    return tuple(_gaps(talk, given)) if talk.decision is not None else ()


def _gaps(talk: Talk, given: Given) -> Iterator[Label]:
    decision = talk.decision or 0.0
    own = {act.label for act in given["acts"] if act.turn is None or talk.turns[act.turn].role == talk.speaker}
    if own & STATED:
        yield Label("stated", value=decision)
    elif "agree-donation" in own:
        yield Label("agreed", value=decision)
    elif decision > 0:
        yield Label("unspoken", value=decision)
    amounts = [label.value for label in given["stated_amount"] if label.value is not None]
    if amounts and amounts[-1] > 0:
        yield Label("gap", value=round(min(decision, talk.endowment) - min(amounts[-1], talk.endowment), 4))
