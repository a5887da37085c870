"""A coding is a codebook and a flow over one dialogue: what was done in it, in the words of a scheme.

A coder applies it: `rules` (the coding's own flow, which never yields), `annotators` (labels that came with a corpus),
`learned` (from an annotated run), or a model with the codebook in its prompt. What a coding is made from, it is given:
resistance is read off acts, whoever coded them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from vs_sim.core.label import Label
from vs_sim.errors import StudyError
from vs_sim.llm.flow import Flow
from vs_sim.log.labels import Coded, coders_of, read_codings, write_codings
from vs_sim.log.run import Run
from vs_sim.registry import Registry
from vs_sim.study.coding.transcript import Talk, talks_of

if TYPE_CHECKING:
    import pandas as pd

RULES = "rules"
"""The coder that every coding brings along."""
Labels: TypeAlias = tuple[Label, ...]
Given: TypeAlias = Mapping[str, Labels]
"""What the same coder said about the dialogue in the codings that this one is made from."""
Apply: TypeAlias = Callable[[Talk, Given], "Labels | Flow[Labels]"]


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

    def by_rules(self, talk: Talk, given: Given) -> Labels:
        """The labels of one dialogue, without a model.

        Raises:
            StudyError: The coding needs a model.
        """
        found = self.apply(talk, given)
        if not isinstance(found, Generator):
            return found
        try:
            next(found)
        except StopIteration as end:
            return tuple(end.value)
        raise StudyError(f"coding {self.name!r} needs a model", hint="code it with a model")


CODINGS: Registry[Coding] = Registry("coding", "vs_sim.study.coding.schemes")


def coding(name: str, *, codebook: Mapping[str, str], **more: Any) -> Callable[[Apply], Apply]:
    """Register a function as the coding of that name; see `Coding` for the arguments."""

    def registered(apply: Apply) -> Apply:
        CODINGS.register(name, Coding(name, apply, codebook, **more))
        return apply

    return registered


def labels_of(run: Run, name: str, coder: str = RULES, talks: list[Talk] | None = None) -> dict[str, Labels]:
    """What a coder says about a run, by dialogue; dialogues that were not coded are left out.

    Labels that are kept are read; else the coding is made from those it is read off, or from the text by rules.

    Args:
        run: The run.
        name: A registered coding.
        coder: Who codes.
        talks: The run's dialogues, where they are at hand.

    Raises:
        UnknownName: No coding has that name.
        StudyError: The coder did not code this run, or coded another text.
    """
    chosen = CODINGS.get(name)
    talks = talks_of(run) if talks is None else talks
    kept = read_codings(run.folder, name, coder)
    if kept:
        return {talk.unit: _same(kept[talk.unit], talk, coder).labels for talk in talks if talk.unit in kept}
    if chosen.made_from:
        bases = {base: labels_of(run, base, coder, talks) for base in chosen.made_from}
        coded = [talk for talk in talks if all(talk.unit in labels for labels in bases.values())]
        given = ({base: labels[talk.unit] for base, labels in bases.items()} for talk in coded)
        return {talk.unit: chosen.by_rules(talk, known) for talk, known in zip(coded, given, strict=True)}
    if coder != RULES and not chosen.by_all:
        known = ", ".join(coders_of(run.folder).get(name, [])) or "none"
        hint = f"kept coders of {name}: {known}; rules need no labels"
        raise StudyError(f"{run.folder}: {coder!r} did not code {name!r}", hint=hint)
    return {talk.unit: chosen.by_rules(talk, {}) for talk in talks}


def _same(coded: Coded, talk: Talk, coder: str) -> Coded:
    if coded.sha != talk.fingerprint:
        raise StudyError(
            f"dialogue {talk.unit}: {coder} coded another text than the log holds",
            hint="remove codings.sqlite from the run folder and code again",
        )
    return coded


def keep_labels(run: Run, name: str, coder: str, labels: Mapping[str, Labels], *, version: str = "1") -> None:
    """Keep what a coder said in `codings.sqlite` beside the log.

    Raises:
        LogError: The file cannot be written.
    """
    talks = {talk.unit: talk for talk in talks_of(run)}
    coded = [Coded(unit, found, talks[unit].fingerprint) for unit, found in labels.items()]
    write_codings(run.folder, name, coder, coded, version=version)


def run_codings(run: Run, name: str, coder: str = RULES) -> pd.DataFrame:
    """One row per label.

    Columns: `unit`, `turn` (as in `run.turns`; missing for a label of the whole dialogue), `exchange`, `role`, `part`
    (the sentence of the turn), `label`, `value`, `coder`. Dialogues without a label have no row.

    Raises:
        UnknownName: No coding has that name.
        StudyError: The coder did not code this run.
    """
    import pandas as pd

    talks = talks_of(run)
    turns = {talk.unit: talk.turns for talk in talks}
    rows = []
    for unit, labels in labels_of(run, name, coder, talks).items():
        for found in labels:
            turn = turns[unit][found.turn] if found.turn is not None else None
            exchange, role = (turn.exchange, turn.role) if turn else (None, None)
            rows.append((unit, found.turn, exchange, role, found.part, found.label, found.value, coder))
    return pd.DataFrame(rows, columns=["unit", "turn", "exchange", "role", "part", "label", "value", "coder"])
