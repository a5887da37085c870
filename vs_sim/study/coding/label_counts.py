"""How often a coder gave each label in a run: in how many turns and dialogues, with its agreement with annotators."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from vs_sim.corpora.coding_scheme import ANNOTATORS, CODINGS, RULES
from vs_sim.corpora.corpus import CORPORA
from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.run import Run
from vs_sim.study.coding.agreement import Agreement, agreement
from vs_sim.study.coding.published_codings import PublishedAgreement, coding_figures
from vs_sim.study.coding.run_corpus import corpora_coded_by
from vs_sim.study.coding.run_labels import labels_of
from vs_sim.study.coding.run_transcripts import transcripts_of


@dataclass(frozen=True)
class LabelCounts:
    """How often each label of a coding was given.

    Attributes:
        coding: Which coding.
        coder: Who coded.
        dialogues: How many dialogues were coded.
        rows: Label to the turns and the dialogues that carry it; of labels of whole dialogues the turns are 0.
        agreement: With the annotators of this very run, by label; empty where it has none.
        human: The coder's agreement with annotators on the human text, by label, where it is shipped.
        annotated: The title of the corpus whose annotators these are; empty where there is no agreement.
        standin: Whether a stand-in model spoke.
    """

    coding: str
    coder: str
    dialogues: int
    rows: Mapping[str, tuple[int, int]]
    agreement: Mapping[str, Agreement] = field(default_factory=dict)
    human: Mapping[str, PublishedAgreement] = field(default_factory=dict)
    annotated: str = ""
    standin: bool = False

    def known(self, label: str) -> Agreement | PublishedAgreement | None:
        """The agreement known for a label: in this run, else on the human text."""
        return self.agreement.get(label) or self.human.get(label)

    def to_dict(self) -> dict[str, object]:
        """Ready for JSON; what is not known of the agreement is null."""
        rows = [
            {"label": label, "turns": turns, "dialogues": dialogues, **agreement_numbers(self.known(label))}
            for label, (turns, dialogues) in self.rows.items()
        ]
        facts = {"coding": self.coding, "coder": self.coder, "dialogues": self.dialogues, "labels": rows}
        return {**facts, "standin": self.standin}


def count_labels(run: Run, name: str, coder: str = RULES) -> LabelCounts:
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
    corpus, human = _human(name, coder)
    titles = [CORPORA.get(corpus).title for corpus in (run.fact("corpus") if agreed else corpus,) if corpus]
    return LabelCounts(name, coder, len(labels), rows, agreed, human, "".join(titles), run.standin)


def _agreed(run: Run, name: str, coder: str) -> dict[str, Agreement]:
    """The agreement with the annotators of this run; none where there are none, or where they are the coder."""
    try:
        return {} if coder == ANNOTATORS else agreement(run, name, coder)
    except StudyError:
        return {}


def _human(name: str, coder: str) -> tuple[str, dict[str, PublishedAgreement]]:
    """The first corpus with annotators of a coding, and the coder's agreement with them."""
    for corpus in corpora_coded_by(name):
        with suppress(UnknownName):
            if agreed := coding_figures(corpus, coder).agreement:
                return corpus, agreed
    return "", {}


_NUMBERS = {
    "kappa": "kappa",
    "kappa_low": "low",
    "kappa_high": "high",
    "alpha": "alpha",
    "alpha_low": "alpha_low",
    "alpha_high": "alpha_high",
}


def agreement_numbers(found: Agreement | PublishedAgreement | None) -> dict[str, float | None]:
    """Kappa and alpha with the ends of their intervals; None where they are not known."""
    numbers = {key: getattr(found, name, None) for key, name in _NUMBERS.items()}
    return {key: None if number is None or math.isnan(number) else float(number) for key, number in numbers.items()}
