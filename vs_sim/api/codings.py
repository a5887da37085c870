"""Codings: dialogues of people imported as a run, and any run coded by rules, a classifier or a model."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from vs_sim.core.cost import Cost
from vs_sim.core.model_entry import ModelEntry
from vs_sim.corpora.coding_scheme import RULES
from vs_sim.corpora.corpus import read_corpus
from vs_sim.errors import StudyError
from vs_sim.log.import_corpus import write_corpus
from vs_sim.log.run import Run
from vs_sim.simulation.model_coding import label_with_model
from vs_sim.simulation.single_question import model_entry
from vs_sim.study.coding.classifier import LEARNED, learn
from vs_sim.study.coding.run_labels import keep_labels, labels_of, run_codings


def import_corpus(name: str, path: str | Path, out: str | Path) -> Run:
    """Read a corpus of human conversations into a run folder, so that every analysis works on human data too.

    Labels of annotators come along, in `codings.sqlite` next to the log.

    Args:
        name: A registered corpus, for example `persuasion_for_good`.
        path: The folder with its files, as published.
        out: A new run folder.

    Raises:
        UnknownName: No corpus has that name.
        ScenarioError: A file is missing or has faults.
        LogError: The folder already holds a run, or cannot be written.
    """
    return write_corpus(read_corpus(name, Path(path)), Path(out))


def codings(run: Run, name: str, coder: str = "rules") -> pd.DataFrame:
    """The labels that a coder gave a run, one row each; see `vs_sim.study.coding.run_labels.run_codings`.

    Args:
        run: The run.
        name: A registered coding.
        coder: Who coded: `rules`, `annotators`, `learned`, or `llm:<model>`.
    """
    return run_codings(run, name, coder)


def code(
    run: Run,
    name: str,
    *,
    learned_from: Run | None = None,
    model: str | ModelEntry | None = None,
    budget: Cost | None = None,
) -> str:
    """Code a run by rules, by a classifier trained on annotators, or by a model; the labels are kept next to its log.

    Args:
        run: The run.
        name: A registered coding.
        learned_from: An annotated run to train a classifier on; the labels are kept as those of `learned`.
        model: A model that is given the codebook; the labels are kept as those of `llm:<model>`.
        budget: The most that the model may cost.

    Returns:
        The coder, as `codings` is asked for it.

    Raises:
        UnknownName: No coding has that name.
        StudyError: Both are given, or nothing could be coded.
        Paused: The model could not be reached; what it answered is kept, and coding can be repeated.
        BudgetExceeded: The budget is spent; what was answered is kept.
    """
    if learned_from is not None and model is not None:
        raise StudyError("a run is coded by one coder at a time", hint="give learned_from or model, not both")
    if model is not None:
        return _by_model(run, name, model, budget)
    if learned_from is not None:
        keep_labels(run, name, LEARNED, learn(learned_from, name).code(run))
        return LEARNED
    keep_labels(run, name, RULES, labels_of(run, name))
    return RULES


def _by_model(run: Run, name: str, model: str | ModelEntry, budget: Cost | None) -> str:

    entry = model_entry(model, ["model.temperature=0"]) if isinstance(model, str) else model
    return label_with_model(run, name, entry, budget=budget).coder
