"""What a run is compared with, as values: references, published figures, and figures of behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vs_sim.study.coding.published_codings import PublishedAgreement
from vs_sim.study.data.published_figures import Moment, Moments
from vs_sim.study.data.reference import Reference


@dataclass(frozen=True)
class BehaviourFigures:
    """The figures that one coder gives of what a run is compared with.

    Attributes:
        id: What it is called.
        coder: Who coded; the run is coded by the same.
        figures: By the names of the figures of the corpus's task.
        corpus: The corpus whose codings apply.
        exchanges: Up to which every dialogue was read.
        agreement: Label to agreement with annotators on the human text.
        period: When these people took part.
    """

    id: str
    coder: str
    figures: Mapping[str, Moment]
    corpus: str
    exchanges: int
    agreement: Mapping[str, PublishedAgreement] = field(default_factory=dict)
    period: str = ""


@dataclass(frozen=True)
class Comparator:
    """The other side of a comparison, outcome by outcome and kind by kind; what is missing is not compared.

    Attributes:
        name: What it is called in a sentence.
        outcomes: Question to reference, the primary one first.
        head: The question and the measure that lead; None when nothing is compared.
        others: The primary reference chosen in other ways, for the row of sensitivity.
        traits: Effects of traits on the primary outcome.
        persons: How alike dialogues of one person end.
        language: Role to its figures.
        exchanges: How many exchanges its dialogues have; None where that is not known.
        behaviour: The figures of its coded dialogues, by each coder; none where no codings of the task are defined.
        context: Names of printed figures of others on the same task.
    """

    name: str
    outcomes: Mapping[str, Reference] = field(default_factory=dict)
    head: tuple[str, str] | None = None
    others: tuple[Reference, ...] = ()
    traits: Moments | None = None
    persons: Moments | None = None
    language: Mapping[str, Moments] = field(default_factory=dict)
    exchanges: int | None = None
    behaviour: tuple[BehaviourFigures, ...] = ()
    context: tuple[str, ...] = ()
