"""A label: what a coder says about a turn, about a sentence of it, or about a whole dialogue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One label in one dialogue.

    Attributes:
        label: The label's name in the codebook, for example `agree-donation`.
        turn: The turn it is about, 0-based among all turns of the dialogue; None for the whole dialogue.
        part: The sentence of the turn, 0-based; None for the whole turn.
        value: A number that goes with it, such as an amount in dollars.
    """

    label: str
    turn: int | None = None
    part: int | None = None
    value: float | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Turn and sentence, by which labels are ordered: a whole turn counts from its first sentence."""
        return (0 if self.turn is None else self.turn, 0 if self.part is None else self.part)


def text_fingerprint(texts: Iterable[str]) -> str:
    """SHA-256 over the turns of a dialogue, each ended by a zero byte."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()
