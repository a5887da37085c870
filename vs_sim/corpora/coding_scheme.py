"""A coding is a codebook and a flow over one dialogue: what was done in it, in the words of a scheme.

A coder applies it: `rules` (the coding's own flow, which never yields), `annotators` (labels that came with a corpus),
`learned` (from an annotated run), or a model with the codebook in its prompt. What a coding is made from, it is given:
resistance is read off acts, whoever coded them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from vs_sim.core.label import Label
from vs_sim.corpora.transcript import Transcript, Turn
from vs_sim.errors import StudyError
from vs_sim.llm.flow import Flow
from vs_sim.registry import Registry

RULES = "rules"
"""The coder that every coding brings along."""
ANNOTATORS = "annotators"
"""The coder whose labels come with a corpus."""
Labels: TypeAlias = tuple[Label, ...]
Given: TypeAlias = Mapping[str, Labels]
"""What the same coder said about the dialogue in the codings that this one is made from."""
Apply: TypeAlias = Callable[[Transcript, Given], "Labels | Flow[Labels]"]
TurnFeatures: TypeAlias = Callable[[Transcript, Turn], Sequence[float]]
"""What a turn shows apart from its words, as numbers of a fixed order."""


@dataclass(frozen=True)
class Coding:
    """A registered coding.

    Attributes:
        name: As it is asked for.
        apply: A dialogue to its labels; a flow when it needs a model.
        codebook: Label to what it means, for the turns of the coded role, or for the dialogue.
        others: Label to what it means, for the turns of the other side.
        made_from: The codings it is read off; empty when it reads the text.
        implies: Label to the wider labels that go with it.
        by_all: Whether every coder that says nothing else says what the rules say.
        valued: Whether its labels carry a number.
        whole: Whether its labels are about whole dialogues.
        features: What a classifier of this coding reads of a turn, in addition to its words; None for nothing else.
    """

    name: str
    apply: Apply
    codebook: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)
    made_from: tuple[str, ...] = ()
    implies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_all: bool = False
    valued: bool = False
    whole: bool = False
    features: TurnFeatures | None = None

    def by_rules(self, transcript: Transcript, given: Given) -> Labels:
        """The labels of one dialogue, without a model.

        Raises:
            StudyError: The coding needs a model.
        """
        found = self.apply(transcript, given)
        if not isinstance(found, Generator):
            return found
        try:
            next(found)
        except StopIteration as end:
            return tuple(end.value)
        raise StudyError(f"coding {self.name!r} needs a model", hint="code it with a model")


CODINGS: Registry[Coding] = Registry("coding", "vs_sim.corpora", "schemes/{name}.py", "*/schemes/{name}.py")


def coding(name: str, *, codebook: Mapping[str, str], **more: Any) -> Callable[[Apply], Apply]:
    """Register a function as the coding of that name; see `Coding` for the arguments."""

    def registered(apply: Apply) -> Apply:
        CODINGS.register(name, Coding(name, apply, codebook, **more))
        return apply

    return registered
