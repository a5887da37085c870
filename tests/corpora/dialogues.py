"""Dialogues made up for tests of codings."""

from __future__ import annotations

from vs_sim.corpora.coding_scheme import CODINGS, Labels
from vs_sim.corpora.transcript import PrivateAnswer, Transcript, Turn

ASKED = "Would you like to donate part of your $2?"


def dialogue(*said: str, decision: float | None = None, probes: tuple[PrivateAnswer, ...] = ()) -> Transcript:
    """A dialogue in which the persuader asks in every exchange and the persuadee says these things."""
    turns = []
    for exchange, text in enumerate(said):
        turns.append(Turn(2 * exchange, exchange, "persuader", ASKED))
        turns.append(Turn(2 * exchange + 1, exchange, "persuadee", text))
    asked = {"stance": probes} if probes else {}
    return Transcript("000000", tuple(turns), "persuadee", decision=decision, private_answers=asked)


def labels(name: str, of: Transcript) -> Labels:
    """What the rules of a coding say about a dialogue."""
    chosen = CODINGS.get(name)
    return chosen.by_rules(of, {base: labels(base, of) for base in chosen.made_from})


def label_names(name: str, of: Transcript) -> set[str]:
    """The names of those labels."""
    return {label.label for label in labels(name, of)}
