"""What is to be forecast of real dialogues, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vs_sim.core.question import Question
from vs_sim.corpora.coding_scheme import CODINGS, RULES
from vs_sim.errors import StudyError

NO_ACT = "none of these"
"""What a turn does that shows no kind of act of the codebook."""
ACT = "next_act"
"""The name of the question about the next turn."""


@dataclass(frozen=True)
class NextSteps:
    """What is to be forecast.

    Attributes:
        questions: By name: questions that people answered; all of one role.
        after: Moments: how many exchanges were held, or None for the end.
        act: The coding of turns whose kinds are forecast of the person's next turn; None for none.
        coder: Who coded.
        where: Facts of a dialogue with the values that are wanted, such as `period` and `C`.
        facts: Facts of a dialogue that a forecaster is told.
        planned: Exchanges that a dialogue is planned to have, which a forecaster is told; None for those it had.
    """

    questions: Mapping[str, Question]
    after: Sequence[int | None] = (0, None)
    act: str | None = None
    coder: str = RULES
    where: Mapping[str, str] = field(default_factory=dict)
    facts: Sequence[str] = ()
    planned: int | None = None


def act_question(coding: str, role: str) -> Question:
    """The question about the next turn of a role, with the kinds of a codebook as its options.

    Raises:
        UnknownName: No coding has that name.
        StudyError: The coding is of whole dialogues.
    """
    chosen = CODINGS.get(coding)
    if chosen.whole:
        raise StudyError(f"{coding!r} codes whole dialogues, not turns", hint="forecast the acts of a coding of turns")
    kinds = "; ".join(f"{label}: {meaning}" for label, meaning in chosen.codebook.items())
    ask = f"What do you do in your next message? Choose the first that fits. {kinds}; {NO_ACT}: anything else."
    answer: Any = {"options": [*chosen.codebook, NO_ACT]}
    return Question(ask=ask, answer=answer, of=role, private=True)


def typed_moment(text: str) -> int | None:
    """A moment as it is typed: a number of exchanges, or `end`.

    Raises:
        StudyError: It is neither.
    """
    if text.strip() == "end":
        return None
    if not text.strip().isdigit():
        raise StudyError(f"{text!r} is no moment", hint="write numbers of exchanges, or end: --after 0,5,end")
    return int(text)
