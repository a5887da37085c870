"""The gap between what is said in public and decided in private; of people, between what is said and paid.

Agreeing without an amount and stating one are different things and kept apart: of people, far more of the former pay
nothing. The value of a label is the decision, that of `gap` the decision less the last stated amount.
"""

from __future__ import annotations

from collections.abc import Iterator

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import Given, Labels, coding
from vs_sim.corpora.persuasion_for_good.task_facts import endowment_of
from vs_sim.corpora.transcript import Transcript

_CODEBOOK = {
    "agreed": "agrees to give and never names or confirms an amount",
    "stated": "names an amount above zero, or confirms one",
    "unspoken": "gives although neither an agreement nor an amount was said",
    "gap": "the amount decided less the last amount stated, both at most the endowment",
}
STATED = frozenset({"provide-donation-amount", "confirm-donation"})


@coding("say_do", codebook=_CODEBOOK, made_from=("acts", "stated_amount"), whole=True)
def say_do(transcript: Transcript, given: Given) -> Labels:
    """Labels of the dialogue; none where nothing was decided."""
    return () if transcript.decision is None else tuple(_gaps(transcript, transcript.decision, given))


def _gaps(transcript: Transcript, decision: float, given: Given) -> Iterator[Label]:
    own = {
        act.label for act in given["acts"] if act.turn is None or transcript.turns[act.turn].role == transcript.speaker
    }
    if own & STATED:
        yield Label("stated", value=decision)
    elif "agree-donation" in own:
        yield Label("agreed", value=decision)
    elif decision > 0:
        yield Label("unspoken", value=decision)
    amounts = [label.value for label in given["stated_amount"] if label.value is not None]
    if amounts and amounts[-1] > 0:
        yield Label(
            "gap", value=round(min(decision, endowment_of(transcript)) - min(amounts[-1], endowment_of(transcript)), 4)
        )
