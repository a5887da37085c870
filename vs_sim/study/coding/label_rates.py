"""Figures of the dialogues of a run, made from the labels of one coder: per dialogue, averaged, and by exchange.

Rates per dialogue grow with its length, so every dialogue is read up to the same number of exchanges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from vs_sim.core.label import Label
from vs_sim.corpora.coded_task import CodedTask
from vs_sim.corpora.coding_scheme import CODINGS, RULES, Given, Labels
from vs_sim.corpora.transcript import Transcript
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.run_labels import labels_of
from vs_sim.study.coding.run_transcripts import transcripts_of
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats

LARGE = 50
"""Dialogues of a group whose figures are shipped."""


@dataclass(frozen=True, eq=False)
class Behaviour:
    """The numbers of every dialogue of a run, by one coder.

    Attributes:
        transcripts: The dialogues that were coded and are long enough, cut to `exchanges`.
        said: What the coder says about each.
        task: The codings and the figures made from them.
        coder: Who codes.
        exchanges: Up to which every dialogue is read.
        short: Dialogues left out because they end earlier.
    """

    transcripts: Sequence[Transcript]
    said: Sequence[Given]
    task: CodedTask
    coder: str
    exchanges: int
    short: int = 0

    @cached_property
    def people(self) -> list[str]:
        """Who played the coded role."""
        return [transcript.person for transcript in self.transcripts]

    @cached_property
    def large(self) -> bool:
        """Whether there are enough dialogues for figures of people."""
        return len(self.transcripts) >= LARGE

    def values(self, name: str) -> Floats:
        """A figure of every dialogue, shape (dialogues,); NaN where it has none."""
        if name not in self.task.figures:
            raise StudyError(f"no figure {name!r} of behaviour")
        figure = self.task.figures[name]
        return np.array(
            [figure(transcript, said) for transcript, said in zip(self.transcripts, self.said, strict=True)],
            dtype=np.float64,
        )

    def sample(self, name: str) -> Sample:
        """The dialogues that have the figure, with their persons."""
        values = self.values(name)
        known = np.isfinite(values)
        people = [person for person, kept in zip(self.people, known, strict=True) if kept]
        return Sample(values[known], people, name)

    def only(self, units: set[str]) -> Behaviour:
        """The same of some dialogues."""
        kept = [at for at, transcript in enumerate(self.transcripts) if transcript.unit in units]
        return replace(self, transcripts=[self.transcripts[at] for at in kept], said=[self.said[at] for at in kept])


def behaviour(run: Run, task: CodedTask, coder: str = RULES, *, exchanges: int | None = None) -> Behaviour:
    """What a coder says about a run, dialogue by dialogue.

    Args:
        run: The run, of people or simulated.
        task: The codings that apply to it.
        coder: Who codes: `rules`, or a coder whose labels are kept.
        exchanges: Every dialogue is read up to here, shorter ones are left out; None for the number of the task.

    Raises:
        StudyError: The coder did not code this run.
    """
    limit = task.exchanges if exchanges is None else exchanges
    transcripts = transcripts_of(run)
    bases: dict[str, dict[str, Labels]] = {}
    for name in task.by_turn:
        try:
            bases[name] = labels_of(run, name, coder, transcripts)
        except StudyError:
            if name not in task.optional:
                raise
    coded = [each for each in transcripts if all(each.unit in labels for labels in bases.values())]
    cut = [part for each in coded if (part := _cut(each, limit)) is not None]
    said = [_said(task, each, {name: labels[each.unit] for name, labels in bases.items()}) for each in cut]
    return Behaviour(cut, said, task, coder, limit, len(coded) - len(cut))


def _cut(transcript: Transcript, exchanges: int) -> Transcript | None:
    """The first exchanges of a dialogue; None when it has fewer."""
    found = {turn.exchange for turn in transcript.own if turn.exchange is not None}
    if len(found) < exchanges:
        return None
    turns = tuple(turn for turn in transcript.turns if turn.exchange is not None and turn.exchange < exchanges)
    return replace(transcript, turns=turns)


def _said(task: CodedTask, transcript: Transcript, bases: Given) -> Given:
    """The labels within the dialogue, and those made from them."""
    last = transcript.turns[-1].number if transcript.turns else -1
    said: dict[str, Labels] = {name: _within(labels, last) for name, labels in bases.items()}
    for name in task.by_dialogue:
        made = CODINGS.get(name)
        if all(base in said for base in made.made_from):
            said[made.name] = made.by_rules(transcript, said)
    return said


def _within(labels: Labels, last: int) -> tuple[Label, ...]:
    return tuple(label for label in labels if label.turn is None or label.turn <= last)
