"""The figures of coders on the human text of a corpus, with which a simulation coded by the same coder is compared.

`python -m vs_sim.study.build.coder_figures RUN` reads an imported corpus and writes `codings_<coder>.json` into its
folder in `human/`: figures of dialogues by group, and how far the coder agrees with the annotators.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ConfigDict

from vs_sim.corpora.coded_task import CodedTask
from vs_sim.corpora.coding_scheme import ANNOTATORS, CODINGS, RULES
from vs_sim.corpora.corpus import CORPORA
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.agreement import Agreement, agreement
from vs_sim.study.coding.behaviour_figures import figures_of
from vs_sim.study.coding.classifier import LEARNED, learn
from vs_sim.study.coding.label_rates import behaviour
from vs_sim.study.coding.published_codings import CodingFigures, PublishedAgreement
from vs_sim.study.coding.run_labels import keep_labels, labels_of
from vs_sim.study.coding.run_transcripts import transcripts_of
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.provenance import Computed, Header, Source, StrictData, read_document, validated
from vs_sim.study.data.published_figures import Moment, Moments
from vs_sim.study.data.reference import SHELF
from vs_sim.study.inference.cluster_bootstrap import moment_of, weighted_mean


def _task(run: Run) -> tuple[str, CodedTask]:
    """The corpus that a run was imported from, and its codings."""
    name = run.fact("corpus") or ""
    task = CORPORA.get(name).coded if name in CORPORA else None
    if task is None:
        known = ", ".join(each for each in CORPORA if CORPORA.get(each).coded)
        hint = f"vs-sim import CORPUS PATH --out {run.folder}; corpora with codings: {known}"
        raise StudyError(f"{run.folder}: not an imported corpus with codings", hint=hint)
    return name, task


def make_figures(run: Run, coder: str) -> CodingFigures:
    """The figures of a coder on an imported corpus; a classifier is fitted first.

    Raises:
        StudyError: The run is not an imported corpus with codings, or the coder did not code it.
    """
    corpus, task = _task(run)
    agreed: Mapping[str, Agreement] = {}
    how = ""
    if coder == LEARNED:
        classifier = learn(run, task.main)
        agreed, how = classifier.agreement, "cross-validated by dialogue in ten folds"
        keep_labels(run, task.main, LEARNED, classifier.code(run))
    elif coder != ANNOTATORS:
        agreed, how = agreement(run, task.main, coder), "on the annotated dialogues, in view of which it was written"
    found = behaviour(run, task, coder)
    rows = run.dialogues.to_dict("records")
    units = {
        name: {str(row["unit"]) for row in rows if belongs({str(key): value for key, value in row.items()})}
        for name, belongs in task.publication.groups.items()
    }
    groups = {name: figures_of(part) for name, chosen in units.items() if (part := found.only(chosen)).large}
    return CodingFigures(
        **_header(run, corpus, task, coder, len(found.transcripts)).model_dump(),
        coder=coder,
        exchanges=task.exchanges,
        computed=_computed(corpus, coder),
        how=how,
        agreement={label: _published(each) for label, each in agreed.items()},
        groups=groups,
    )


def _published(found: Agreement) -> PublishedAgreement:
    names = ("kappa", "low", "high", "alpha", "alpha_low", "alpha_high")
    rounded = {name: round(float(getattr(found, name)), 3) for name in names}
    return PublishedAgreement(**rounded, n=found.n, dialogues=found.clusters)


def _header(run: Run, corpus: str, task: CodedTask, coder: str, dialogues: int) -> Header:
    facts, cited = task.publication, SHELF / corpus / f"{task.publication.source_of}.json"
    known = validated(read_document(cited), _Known, cited)
    files = {name: digest for name in facts.files if (digest := run.fact(f"sha256 {name}"))}
    changes = "aggregated to figures over dialogues; no row, identifier or sentence retained"
    return Header(
        id=f"{corpus}/codings_{coder}",
        title=f"{facts.title}, coded by {facts.coders.get(coder, coder)}",
        source=known.source.model_copy(update={"files": files, "changes": changes}),
        population=facts.population.format(dialogues=dialogues),
        rule=facts.rule,
        unit="",
        caveats=facts.caveats,
    )


class _Known(StrictData):
    """The part of a shipped reference that is read: its source."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    source: Source


def _computed(corpus: str, coder: str) -> Computed:
    packages = ["numpy", *(["scikit-learn"] if coder == LEARNED else [])]
    return Computed(
        command=f"vs-sim import {corpus} FOLDER --out RUN && python -m vs_sim.study.build.coder_figures RUN",
        on=datetime.now(UTC).date().isoformat(),
        packages=tuple(f"{name}=={version(name)}" for name in packages),
    )


def labels_by_exchange(run: Run, coder: str = ANNOTATORS) -> Moments:
    """How often each label of a turn occurs at each exchange: `LABEL@4` is the share of fifth turns that carry it.

    Raises:
        StudyError: The run is not an imported corpus with codings, or the coder did not code it.
    """
    corpus, task = _task(run)
    name = task.publication.acts
    coding, transcripts = CODINGS.get(name), transcripts_of(run)
    labels = labels_of(run, name, coder, transcripts)
    coded = [each for each in transcripts if each.unit in labels]
    carried = {(each.unit, found.turn, found.label) for each in coded for found in labels[each.unit]}
    rows: dict[str, Moment] = {}
    for label in (*coding.codebook, *coding.others):
        own = label in coding.codebook
        turns = [(each, turn) for each in coded for turn in each.turns if (turn.role == each.speaker) == own]
        for exchange in range(task.exchanges):
            at = [(each, turn) for each, turn in turns if turn.exchange == exchange]
            values = [float((each.unit, turn.number, label) in carried) for each, turn in at]
            moment = moment_of(weighted_mean(np.array(values)), Sample(values, [each.person for each, _ in at]))
            rows |= {f"{label}@{exchange}": moment} if moment else {}
    own_facts: dict[str, Any] = dict(task.publication.act_facts)
    own_facts["population"] = str(own_facts["population"]).format(dialogues=len(coded))
    header = _header(run, corpus, task, coder, len(coded)).model_copy(update={"id": f"{corpus}/{name}", **own_facts})
    return Moments(**header.model_dump(), computed=_computed(corpus, coder), rows=rows)


def ship_figures(run: Run, coders: Iterable[str], shelf: Path = SHELF) -> None:
    """Write the figures of coders, and the labels by exchange, into the folder of the run's corpus."""
    corpus, task = _task(run)
    if task.publication.acts:
        text = labels_by_exchange(run).to_json()
        (shelf / corpus / f"{task.publication.acts}.json").write_text(text, encoding="utf-8")
    for coder in coders:
        text = make_figures(run, coder).to_json()
        (shelf / corpus / f"codings_{coder}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    ship_figures(Run(sys.argv[1]), (ANNOTATORS, RULES, LEARNED))
