"""How far a belief moved over a round, towards the side that the persuader argued for or away from it.

In the control arm the persuader argues about another proposition; the side is the one assigned, so that both arms are
read by the same rule. No threshold is applied: one answer per person and time has no known retest noise, and whether a
change exceeds it is decided by comparing the arms, not per dialogue.
"""

from __future__ import annotations

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import Given, Labels, coding
from vs_sim.corpora.persuasiontrace.belief_rounds import BEFORE, SUPPORTS
from vs_sim.corpora.transcript import Transcript

_CODEBOOK = {
    "toward": "the belief after the round is nearer to the persuader's side than the belief before",
    "away": "the belief after the round is further from the persuader's side than the belief before",
    "unchanged": "the belief after the round equals the belief before",
}
_DECIMALS = 2


@coding("belief_change", codebook=_CODEBOOK, whole=True)
def belief_change(transcript: Transcript, given: Given) -> Labels:
    """One label per dialogue, whose value is the change in points towards the persuader's side.

    None where the belief before or after, or the persuader's side, is not known.
    """
    before, after, supports = transcript.asked_before.get(BEFORE), transcript.decision, transcript.facts.get(SUPPORTS)
    if before is None or after is None or supports is None:
        return ()
    change = round((after - before) * (1 if supports else -1), _DECIMALS)
    return (Label("unchanged" if change == 0 else "toward" if change > 0 else "away", value=change),)
