"""Coding a run with a model: the flows of a codebook through the gateway, with replies kept like those of a run.

Replies are committed under `coders/` in the run folder before they are used, so that what was paid for is never paid
for again; labels go to the file of codings next to the log, which is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vs_sim.core.cost import UNLIMITED, Cost
from vs_sim.core.model_entry import ModelEntry
from vs_sim.corpora.coding_scheme import CODINGS, Coding, Labels
from vs_sim.corpora.transcript import Transcript
from vs_sim.errors import StudyError, Unanswered
from vs_sim.llm.backend import Backend
from vs_sim.llm.flow import Flow
from vs_sim.llm.gateway import Gateway
from vs_sim.llm.layers.budget import Purse
from vs_sim.log.run import Run
from vs_sim.log.store import Store
from vs_sim.study.coding.llm_coder import by_model
from vs_sim.study.coding.run_labels import keep_labels
from vs_sim.study.coding.run_transcripts import transcripts_of

CODERS_FOLDER = "coders"
"""The folder in a run folder that holds what models were asked for codings."""
KEY = "coder"
"""The coder's key among the models."""


@dataclass(frozen=True)
class Labelled:
    """What came of coding with a model.

    Attributes:
        coder: Under which the labels are kept.
        labels: By dialogue.
        uncoded: Dialogues for which no readable answer came.
    """

    coder: str
    labels: Mapping[str, Labels]
    uncoded: tuple[str, ...]


def label_with_model(
    run: Run, name: str, entry: ModelEntry, *, backend: Backend | None = None, budget: Cost | None = None
) -> Labelled:
    """Code a run with a model and keep the labels.

    Args:
        run: The run.
        name: A registered coding of turns.
        entry: The model; temperature 0 makes a coder repeatable.
        backend: A ready-made backend instead of the entry's own.
        budget: The most that may be spent, what was spent on this coding before included.

    Raises:
        UnknownName: No coding has that name.
        StudyError: The coding is of whole dialogues, or no dialogue could be coded.
        Paused: The model could not be reached; what it answered is kept, and coding can be repeated.
        BudgetExceeded: The budget is spent; what was answered is kept.
    """
    coding, transcripts = CODINGS.get(name), transcripts_of(run)
    if coding.whole:
        raise StudyError(f"{name!r} is read off other codings", hint=f"code {' and '.join(coding.made_from)} instead")
    coder = f"llm:{entry.called}"
    store = Store(Path(run.folder) / CODERS_FOLDER / re.sub(r"[^\w.-]+", "-", f"{name}-{coder}"))
    purse = Purse(budget or UNLIMITED, settled=store.spent)
    gateway = Gateway({KEY: entry}, store, purse=purse, backends=None if backend is None else {KEY: backend})
    try:
        found = gateway.run((_tried(coding, transcript) for transcript in transcripts), window=entry.max_in_flight)
    finally:
        gateway.close()
        store.close()
    labels = {transcript.unit: said for transcript, said in zip(transcripts, found, strict=True) if said is not None}
    if not labels:
        raise StudyError(f"{coder} gave no readable answer about any dialogue")
    keep_labels(run, name, coder, labels)
    return Labelled(
        coder, labels, tuple(transcript.unit for transcript in transcripts if transcript.unit not in labels)
    )


def _tried(coding: Coding, transcript: Transcript) -> Flow[Labels | None]:
    """The labels of a dialogue; None where no readable answer came."""
    try:
        return (yield from by_model(coding, transcript, KEY))
    except Unanswered:
        return None
