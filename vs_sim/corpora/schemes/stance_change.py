"""Changes of the private answers in a dialogue, beyond what two draws of one unchanged state differ by.

The last private answer is compared with the first; the threshold is 1.96 standard deviations of the difference of two
answers drawn from the same two distributions, which is their retest noise. People give one answer without a
distribution, so that their retest noise is unknown and no label is given.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import Given, Labels, coding
from vs_sim.corpora.transcript import PrivateAnswer, Transcript

STANCE_CODEBOOK = {
    "stance raised": "the last private answer is above the first by more than retest noise",
    "stance lowered": "the last private answer is below the first by more than retest noise",
    "stance kept": "the private answers differ by no more than retest noise",
}
BEYOND = 1.96
"""Standard deviations of retest noise that a change must exceed: two draws of one state do in 5%."""


@coding("stance_change", codebook=STANCE_CODEBOOK, whole=True)
def stance_change(transcript: Transcript, given: Given) -> Labels:
    """At most one label per dialogue, of the first question asked repeatedly; the value is the difference."""
    return tuple(stances(transcript))


def stances(transcript: Transcript) -> Iterator[Label]:
    """The label of the first question that was asked more than once in private."""
    for answers in transcript.private_answers.values():
        if len(answers) > 1 and not math.isnan(noise := retest_noise(answers[0], answers[-1])):
            change = answers[-1].value - answers[0].value
            direction = "kept" if abs(change) <= BEYOND * noise else "raised" if change > 0 else "lowered"
            yield Label(f"stance {direction}", value=change)
            return


def retest_noise(first: PrivateAnswer, last: PrivateAnswer) -> float:
    """Standard deviation of the difference of two answers if nothing changed, in points; NaN when it is unknown.

    √(σ₁² + σ₂²) with the variances of the two distributions the answers were drawn from.
    """
    return math.sqrt(first.variance + last.variance)
