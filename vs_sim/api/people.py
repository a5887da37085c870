"""What a user can do with conversations: import those of people as a run, and have any run coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vs_sim.errors import StudyError
from vs_sim.log.run import Run

if TYPE_CHECKING:
    import pandas as pd

    from vs_sim.core.scenario import ModelEntry
    from vs_sim.llm.layers.budget import Cost


def import_corpus(name: str, path: str | Path, out: str | Path) -> Run:
    """Read a corpus of human conversations into a run folder, so that everything works on people too.

    Labels of annotators come along, in `codings.sqlite` beside the log.

    Args:
        name: A known corpus: `persuasion_for_good`.
        path: The folder with its files, as published.
        out: A new run folder.

    Raises:
        UnknownName: No corpus has that name.
        ScenarioError: A file is missing or has faults.
        LogError: The folder already holds a run, or cannot be written.
    """
    from vs_sim.corpora.corpus import read_corpus
    from vs_sim.log.import_corpus import write_corpus

    return write_corpus(read_corpus(name, Path(path)), Path(out))


def codings(run: Run, name: str, coder: str = "rules") -> pd.DataFrame:
    """What a coder says about a run, one row per label; see `vs_sim.study.coding.run_labels.run_codings`."""
    from vs_sim.study.coding.run_labels import run_codings

    return run_codings(run, name, coder)


def code(
    run: Run,
    name: str,
    *,
    learned_from: Run | None = None,
    model: str | ModelEntry | None = None,
    budget: Cost | None = None,
) -> str:
    """Code a run and keep the labels beside its log: by rules, by what was learned from annotators, or by a model.

    Args:
        run: The run.
        name: A registered coding.
        learned_from: An annotated run; the labels are kept as those of `learned`.
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
    from vs_sim.corpora.coding_scheme import RULES
    from vs_sim.study.coding.run_labels import keep_labels, labels_of

    if learned_from is not None and model is not None:
        raise StudyError("a run is coded by one coder at a time", hint="give learned_from or model, not both")
    if model is not None:
        return _by_model(run, name, model, budget)
    if learned_from is not None:
        return _by_classifier(run, name, learned_from)
    keep_labels(run, name, RULES, labels_of(run, name))
    return RULES


def _by_classifier(run: Run, name: str, learned_from: Run) -> str:
    from vs_sim.study.coding.classifier import LEARNED, learn
    from vs_sim.study.coding.run_labels import keep_labels

    keep_labels(run, name, LEARNED, learn(learned_from, name).code(run))
    return LEARNED


def _by_model(run: Run, name: str, model: str | ModelEntry, budget: Cost | None) -> str:
    from vs_sim.simulation.model_coding import label_with_model
    from vs_sim.simulation.single_question import model_entry

    entry = model_entry(model, ["model.temperature=0"]) if isinstance(model, str) else model
    return label_with_model(run, name, entry, budget=budget).coder
