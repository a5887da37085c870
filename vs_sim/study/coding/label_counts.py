"""What a coder found in a run, label by label: in how many turns, in how many dialogues, and how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from vs_sim.corpora.coding_scheme import ANNOTATORS, CODINGS, RULES
from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.run import Run
from vs_sim.study.coding.agreement import Agreement, agreement
from vs_sim.study.coding.published_codings import PublishedAgreement, coding_figures
from vs_sim.study.coding.run_corpus import corpora_coded_by
from vs_sim.study.coding.run_labels import labels_of
from vs_sim.study.coding.run_transcripts import transcripts_of


@dataclass(frozen=True)
class LabelTally:
    """How often each label of a coding was given.

    Attributes:
        coding: Which coding.
        coder: Who coded.
        dialogues: How many dialogues were coded.
        rows: Label to the turns and the dialogues that carry it; of labels of whole dialogues the turns are 0.
        agreement: With the annotators of this very run, by label; empty where it has none.
        human: The coder's agreement with annotators on the human text, by label, where it is shipped.
        standin: Whether a stand-in model spoke.
    """

    coding: str
    coder: str
    dialogues: int
    rows: Mapping[str, tuple[int, int]]
    agreement: Mapping[str, Agreement] = field(default_factory=dict)
    human: Mapping[str, PublishedAgreement] = field(default_factory=dict)
    standin: bool = False

    def kappa(self, label: str) -> Agreement | PublishedAgreement | None:
        """The agreement known for a label: in this run, else on the human text."""
        return self.agreement.get(label) or self.human.get(label)

    def to_dict(self) -> dict[str, object]:
        """Ready for JSON; a kappa that is not known is null."""
        rows = []
        for label, (turns, dialogues) in self.rows.items():
            known = self.kappa(label)
            rows.append({"label": label, "turns": turns, "dialogues": dialogues, "kappa": known and known.kappa})
        facts = {"coding": self.coding, "coder": self.coder, "dialogues": self.dialogues, "labels": rows}
        return {**facts, "standin": self.standin}


def tally(run: Run, name: str, coder: str = RULES) -> LabelTally:
    """How often a coder gave each label in a run.

    Raises:
        UnknownName: No coding has that name.
        StudyError: The coder did not code this run.
    """
    chosen, transcripts = CODINGS.get(name), transcripts_of(run)
    labels = labels_of(run, name, coder, transcripts)
    given = [(unit, found.turn, found.label) for unit, said in labels.items() for found in said]
    rows = {}
    for label in (*chosen.codebook, *chosen.others):
        turns = {(unit, turn) for unit, turn, found in given if found == label and turn is not None}
        rows[label] = (len(turns), len({unit for unit, _, found in given if found == label}))
    agreed = {} if chosen.whole else _agreed(run, name, coder)
    return LabelTally(name, coder, len(labels), rows, agreed, _human(name, coder), run.standin)


def _agreed(run: Run, name: str, coder: str) -> dict[str, Agreement]:
    """The agreement with the annotators of this run; none where there are none, or where they are the coder."""
    try:
        return {} if coder == ANNOTATORS else agreement(run, name, coder)
    except StudyError:
        return {}


def _human(name: str, coder: str) -> dict[str, PublishedAgreement]:
    for corpus in corpora_coded_by(name):
        with suppress(UnknownName):
            return coding_figures(corpus, coder).agreement
    return {}
