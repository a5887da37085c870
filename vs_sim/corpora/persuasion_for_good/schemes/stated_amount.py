"""The amount that the coded role states as its own gift, turn by turn; what is refused or withdrawn is 0."""

from __future__ import annotations

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import Given, Labels, coding
from vs_sim.corpora.persuasion_for_good.amounts.stated_gift import stated_amount as amount_of
from vs_sim.corpora.persuasion_for_good.task_facts import endowment_of
from vs_sim.corpora.transcript import Transcript

AMOUNT = "amount"
_CODEBOOK = {AMOUNT: "states an amount that they will give themselves, in dollars; 0 when they refuse or withdraw"}


@coding("stated_amount", codebook=_CODEBOOK, by_all=True, valued=True)
def label_stated_amounts(transcript: Transcript, given: Given) -> Labels:
    """One label per turn that states an amount, with the amount in dollars as its value."""
    found = ((turn.number, amount_of(turn.text, endowment_of(transcript))) for turn in transcript.own)
    return tuple(Label(AMOUNT, turn, value=amount) for turn, amount in found if amount is not None)
