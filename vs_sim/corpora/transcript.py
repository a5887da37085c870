"""A dialogue as a coder reads it: turns in order, the role that decides, its private answers and its decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from vs_sim.core.label import text_fingerprint


@dataclass(frozen=True)
class Turn:
    """One turn.

    Attributes:
        number: 0-based among all turns of the dialogue, as `turn` in `run.turns`.
        exchange: 0-based; None outside exchanges.
        role: Who speaks.
        text: What is said.
    """

    number: int
    exchange: int | None
    role: str
    text: str


@dataclass(frozen=True)
class PrivateAnswer:
    """A private answer during a dialogue.

    Attributes:
        exchange: After which exchange it was asked.
        value: What was drawn.
        variance: Of the distribution it was drawn from; NaN when only one answer was offered.
    """

    exchange: int
    value: float
    variance: float


@dataclass(frozen=True)
class Transcript:
    """One completed dialogue.

    Attributes:
        unit: Its name.
        turns: In the order spoken.
        speaker: The role that is coded: the one that decides.
        person: Who played it.
        decision: The amount or number decided at the end, if the scenario asks for one.
        endowment: The most that could be given; None where no amount or number is decided.
        private_answers: Numeric private answers during the dialogue, by question.
        asked_before: Numeric private answers before the dialogue, by question.
        facts: What else a corpus knows of the dialogue, by name.
    """

    unit: str
    turns: tuple[Turn, ...]
    speaker: str
    person: str = ""
    decision: float | None = None
    endowment: float | None = None
    private_answers: Mapping[str, tuple[PrivateAnswer, ...]] = field(default_factory=dict)
    asked_before: Mapping[str, float] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def own(self) -> tuple[Turn, ...]:
        """The turns of the coded role."""
        return tuple(turn for turn in self.turns if turn.role == self.speaker)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the turns."""
        return text_fingerprint(turn.text for turn in self.turns)

    def before(self, turn: Turn) -> str:
        """What the others said since the speaker's last turn."""
        said: list[str] = []
        for earlier in reversed(self.turns[: turn.number]):
            if earlier.role == turn.role:
                break
            said.insert(0, earlier.text)
        return " ".join(said)
