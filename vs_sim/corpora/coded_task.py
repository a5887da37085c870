"""The codings that apply to the task of a corpus, and the figures of a dialogue that are made from their labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from vs_sim.corpora.coding_scheme import Given
from vs_sim.corpora.transcript import Transcript

DialogueFigure: TypeAlias = Callable[[Transcript, Given], float]
"""A number of one dialogue; NaN where it is not defined."""


@dataclass(frozen=True)
class CodedPublication:
    """What a reader must know of the shipped figures of a corpus.

    Attributes:
        files: The published files that the figures are made from.
        title: What the figures are about.
        population: Whose dialogues; `{dialogues}` stands for their number.
        rule: How the figures are made.
        caveats: What limits a conclusion.
        source_of: The shipped reference whose source is cited.
        coders: Coder to how it codes, in a title.
        groups: Group of dialogues to whether a dialogue belongs to it, given its facts.
        group: The group that a run is compared with.
        acts: The coding whose labels are shipped by exchange; empty for none.
        act_facts: The header of those figures, where it differs.
        remarks: What must be known to read a comparison of the figures.
    """

    files: tuple[str, ...]
    title: str
    population: str
    rule: str
    caveats: tuple[str, ...]
    source_of: str
    coders: Mapping[str, str]
    groups: Mapping[str, Callable[[Mapping[str, object]], bool]]
    group: str
    acts: str = ""
    act_facts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodedTask:
    """The codings and figures of a corpus's task.

    Attributes:
        main: The coding whose agreement with annotators is reported, and which a classifier learns.
        by_turn: The codings of turns, in the order in which they are made; `main` is one of them.
        optional: Those of them that a coder may leave out.
        by_dialogue: The codings of whole dialogues that are made from them.
        course: The coding of the course of a dialogue, one of `by_dialogue`.
        changes: The coding of changes of mind, one of `by_dialogue`.
        difference: The coding and the label whose value is the decision less what was last stated.
        silent: Labels of turns that a page does not mark.
        kinds: Labels of `main` to filter dialogues by, those of the other side first.
        figures: Name to figure of a dialogue.
        label_of: Figure to the label of `main` that it counts, where its name does not begin with that label.
        exchanges: The number of exchanges up to which dialogues are read.
        publication: The header of the shipped figures.
    """

    main: str
    by_turn: tuple[str, ...]
    optional: tuple[str, ...]
    by_dialogue: tuple[str, ...]
    course: str
    changes: str
    difference: tuple[str, str]
    silent: frozenset[str]
    kinds: tuple[str, ...]
    figures: Mapping[str, DialogueFigure]
    label_of: Mapping[str, str]
    exchanges: int
    publication: CodedPublication
