"""The shipped coders on the human text: what a simulation, coded by the same coder, is put beside.

`python -m vs_sim.study.build.coder_figures RUN` reads an imported PersuasionForGood and writes `codings_<coder>.json`
into `human/persuasion_for_good`: figures of dialogues by group, and how the coder agrees with the annotators.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.run import Run
from vs_sim.study.coding.agreement import Agreement, agreement
from vs_sim.study.coding.classifier import LEARNED, learn
from vs_sim.study.coding.label_rates import EXCHANGES, FIGURES, Behaviour, behaviour
from vs_sim.study.coding.scheme import CODINGS, RULES, keep_labels, labels_of
from vs_sim.study.coding.transcript import talks_of
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.provenance import Computed, Header, Source, Strict, read_document, validated
from vs_sim.study.data.published_figures import Moment, Moments, load_any
from vs_sim.study.data.reference import SHELF, Reference, shelved
from vs_sim.study.inference.cluster_bootstrap import DECIMALS, mean, moment_of

CORPUS = "persuasion_for_good"
ANNOTATORS = "annotators"
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
FEWEST = 10
"""Persons behind a figure that is shipped."""


class Figure(Moment):
    """One number of dialogues: its mean with errors, and how dialogues differ."""

    sd: float | None = Field(default=None, ge=0, description="standard deviation over dialogues")
    quantiles: tuple[float, ...] | None = Field(
        default=None, description="of dialogues at 10, 25, 50, 75 and 90%; none of shares"
    )


class Agreed(Strict):
    """Agreement with the annotators on one label, per turn."""

    kappa: float = Field(description="Cohen's kappa")
    low: float = Field(description="lower end of its 95% interval, dialogues resampled")
    high: float = Field(description="upper end")
    n: int = Field(gt=0, description="turns")
    dialogues: int = Field(gt=0, description="dialogues behind them")


class CodingFigures(Header):
    """What one coder says of one corpus."""

    schema_: Literal["vs_sim.codings/1"] = Field(default="vs_sim.codings/1", alias="schema")
    shape: Literal["codings"] = Field(default="codings", description="figures of one coder")
    coder: str = Field(description="who coded: rules, learned or annotators")
    exchanges: int = Field(gt=0, description="up to which every dialogue is read")
    computed: Computed = Field(default=Computed(), description="how and when the numbers were made")
    how: str = Field(default="", description="how the agreement was measured")
    agreement: dict[str, Agreed] = Field(default_factory=dict, description="label to agreement with the annotators")
    groups: dict[str, dict[str, Figure]] = Field(description="group of dialogues to figure to numbers")

    def to_json(self) -> str:
        """The file's text: a figure on one line."""
        document = {"schema": self.schema_, "shape": self.shape} | self.model_dump(
            by_alias=True, mode="json", exclude_none=True
        )
        text = json.dumps(document, indent=1, ensure_ascii=False)
        lists = re.sub(r"\[\s([\d\s.,e+-]+)\s\]", lambda found: f"[{' '.join(found[1].split())}]", text)
        return (
            re.sub(r"\{\s*(\"(?:value|kappa)\"[^{}]*?)\s*\}", lambda f: f"{{{' '.join(f[1].split())}}}", lists) + "\n"
        )


def coding_figures(coder: str = RULES, corpus: str = CORPUS) -> CodingFigures:
    """The shipped figures of a coder on the human text.

    Raises:
        UnknownName: No figures of that coder are shipped.
    """
    known = sorted(path.stem.removeprefix("codings_") for path in (SHELF / corpus).glob("codings_*.json"))
    if coder not in known:
        raise UnknownName("coder with human figures", coder, known)
    path = SHELF / corpus / f"codings_{coder}.json"
    return validated(read_document(path), CodingFigures, path)


def figures_names() -> list[str]:
    """The shipped figures of coders, for example `persuasion_for_good/codings_rules`, sorted."""
    return sorted(name for name, shape in shelved().items() if shape == "codings")


def load_shipped(name_or_path: str | Path) -> Reference | Moments | CodingFigures:
    """Anything shipped about people by its name, or a file of one's own by its path.

    Raises:
        UnknownName: Nothing shipped has that name.
        StudyError: The file cannot be opened.
        ScenarioError: The file is broken; every fault is listed.
    """
    if str(name_or_path) in figures_names():
        corpus, _, coder = str(name_or_path).rpartition("/codings_")
        return coding_figures(coder, corpus)
    return load_any(name_or_path)


def figures_of(found: Behaviour) -> dict[str, Figure]:
    """The figures of some dialogues, those that at least ten persons have."""
    numbers = {name: found.sample(name) for name in FIGURES}
    figures = {name: _figure(sample) for name, sample in numbers.items() if sample.persons >= FEWEST}
    return {name: figure for name, figure in figures.items() if figure is not None}


def _figure(sample: Sample) -> Figure | None:
    moment = moment_of(mean(sample.numbers), sample)
    if moment is None:
        return None
    share = set(sample.numbers.tolist()) <= {0.0, 1.0}
    quantiles = None if share else tuple(round(float(q), 4) for q in np.quantile(sample.numbers, QUANTILES))
    sd = round(float(sample.numbers.std(ddof=1)), DECIMALS)
    return Figure(**moment.model_dump(), sd=sd, quantiles=quantiles)


def make_figures(run: Run, coder: str) -> CodingFigures:
    """The figures of a coder on an imported PersuasionForGood, learned first where it is to be learned.

    Raises:
        StudyError: The run is not that corpus, or the coder did not code it.
    """
    if run.fact("corpus") != CORPUS:
        raise StudyError(
            f"{run.folder}: not an imported {CORPUS}", hint=f"vs-sim import {CORPUS} PATH --out {run.folder}"
        )
    agreed: Mapping[str, Agreement] = {}
    how = ""
    if coder == LEARNED:
        coder_learned = learn(run)
        agreed, how = coder_learned.agreement, "cross-validated by dialogue in ten folds"
        keep_labels(run, "resistance", LEARNED, coder_learned.code(run))
    elif coder != ANNOTATORS:
        agreed, how = agreement(run, "resistance", coder), "on the annotated dialogues, in view of which it was written"
    found = behaviour(run, coder)
    frame = run.dialogues
    units = {"all": set(frame["unit"]), "C": set(frame.loc[(frame["period"] == "C") & ~frame["flagged"], "unit"])}
    groups = {name: figures_of(part) for name, chosen in units.items() if (part := found.only(chosen)).large}
    return CodingFigures(
        **_header(run, coder, len(found.talks)).model_dump(),
        coder=coder,
        exchanges=EXCHANGES,
        computed=_computed(run, coder),
        how=how,
        agreement={
            label: Agreed(kappa=_r(a.kappa), low=_r(a.low), high=_r(a.high), n=a.n, dialogues=a.clusters)
            for label, a in agreed.items()
        },
        groups=groups,
    )


def _r(number: float) -> float:
    return round(number, 3)


def _header(run: Run, coder: str, dialogues: int) -> Header:
    known = validated(read_document(SHELF / CORPUS / "paid_all.json"), _Known, SHELF / CORPUS / "paid_all.json")
    names = ("full_dialog.csv", "full_info.csv", "annotated_dialog_half.csv", "annotated_info_half.csv")
    files = {name: digest for name in names if (digest := run.fact(f"sha256 {name}"))}
    changes = "aggregated to figures over dialogues; no row, identifier or sentence retained"
    who = {RULES: "rules for acts and amounts", LEARNED: "regressions learned from the annotated half"}
    return Header(
        id=f"{CORPUS}/codings_{coder}",
        title=f"What persuadees do, coded by {who.get(coder, 'the annotators')}",
        source=known.source.model_copy(update={"files": files, "changes": changes}),
        population=f"Persuadees of {dialogues} dialogues with at least ten exchanges; group C: 28 August to 4 "
        "September 2018, dialogues flagged BAD_ by the authors left out.",
        rule="each dialogue is read up to its tenth exchange; figures are means over dialogues, with errors by "
        "resampling persons; acts as in Wang et al. (2019), resistance = refusing or reacting negatively",
        unit="",
        caveats=(
            "Compare only with text coded by the same coder, at equal numbers of exchanges.",
            "Resistance is .37 or .70 of dialogues by codebook: this one does not count questions as resistance.",
            "Half of the first resistances answer no request: the headline is resistance after the first request.",
            "Of 153 annotated dialogues, most fall before the task named $2.",
            "One task on one crowd-working platform in one summer: not people in general.",
        ),
    )


class _Known(Strict):
    """What is read of a shipped reference: its source."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    source: Source


def _computed(run: Run, coder: str) -> Computed:
    packages = ["numpy", *(["scikit-learn"] if coder == LEARNED else [])]
    return Computed(
        command=f"vs-sim import {CORPUS} FOLDER --out RUN && python -m vs_sim.study.build.coder_figures RUN",
        on=datetime.now(UTC).date().isoformat(),
        packages=tuple(f"{name}=={version(name)}" for name in packages),
    )


def acts_by_exchange(run: Run, coder: str = ANNOTATORS) -> Moments:
    """How often each act is done at each exchange: `agree-donation@4` is the share of fifth turns that carry it.

    Raises:
        StudyError: The coder did not code this run.
    """
    coding, talks = CODINGS.get("acts"), talks_of(run)
    labels = labels_of(run, "acts", coder, talks)
    coded = [talk for talk in talks if talk.unit in labels]
    carried = {(talk.unit, found.turn, found.label) for talk in coded for found in labels[talk.unit]}
    rows: dict[str, Moment] = {}
    for act in (*coding.codebook, *coding.others):
        for exchange in range(EXCHANGES):
            own = act in coding.codebook
            turns = [(t, turn) for t in coded for turn in t.turns if (turn.role == t.speaker) == own]
            at = [(t, turn) for t, turn in turns if turn.exchange == exchange]
            values = [float((t.unit, turn.number, act) in carried) for t, turn in at]
            moment = moment_of(mean(np.array(values)), Sample(values, [t.person for t, _ in at]))
            rows |= {f"{act}@{exchange}": moment} if moment else {}
    header = _header(run, coder, len(coded)).model_copy(
        update={
            "id": f"{CORPUS}/acts",
            "title": "What is done at each exchange, as annotators read it",
            "population": f"{len(coded)} annotated dialogues of all periods, the half of the annotations at hand.",
            "period": "A-C, annotated half",
            "rule": "share of the turns of an exchange (from 0) in which at least one sentence carries the act",
            "caveats": (
                "Nine in ten annotated dialogues fall before the task named $2: nothing is called equivalent to them.",
            ),
        }
    )
    return Moments(**header.model_dump(), computed=_computed(run, coder), rows=rows)


def ship(run: Run, coders: Iterable[str], folder: Path) -> None:
    """Write the figures of coders, and the acts by exchange, into a folder."""
    (folder / "acts.json").write_text(acts_by_exchange(run).to_json(), encoding="utf-8")
    for coder in coders:
        (folder / f"codings_{coder}.json").write_text(make_figures(run, coder).to_json(), encoding="utf-8")


if __name__ == "__main__":
    ship(Run(sys.argv[1]), (ANNOTATORS, RULES, LEARNED), SHELF / CORPUS)
