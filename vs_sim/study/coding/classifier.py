"""A coder learned from an annotated run: logistic regressions on words and cues, one per label, turn by turn.

The features of a turn are the tf-idf of its words and pairs of words, what the rules say about it, and whatever else
the coding reads of it.
Thresholds are those of the highest kappa in cross-validation by dialogue. A dialogue that was learned from is coded by
a model that did not see it, so that the labels of one run are of one kind.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vs_sim.core.label import Label
from vs_sim.corpora.coding_scheme import CODINGS, Coding, Labels
from vs_sim.corpora.transcript import Transcript, Turn
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.agreement import Agreement, agreement_in
from vs_sim.study.coding.run_labels import labels_of
from vs_sim.study.coding.run_transcripts import transcripts_of
from vs_sim.study.data.ecdf import Floats

LEARNED = "learned"
FOLDS = 10
FEWEST_LABELS = 10
"""Turns that carry a label, below which it is not learned."""
THRESHOLDS = np.arange(0.2, 0.951, 0.025)
CUE_WEIGHT = 0.1
"""Of a standardised feature, where the weights of the words of a turn have length 1."""
STRENGTH = 1.0
"""Inverse strength of the ridge penalty (C of scikit-learn)."""

Truth = NDArray[np.bool_]


def _sklearn(module: str) -> Any:
    try:
        return importlib.import_module(f"sklearn.{module}")
    except ImportError as error:
        hint = "pip install 'vs-sim[stats]'"
        raise StudyError("a learned coder needs scikit-learn", hint=hint) from error


@dataclass(frozen=True)
class Turns:
    """The turns of the coded role in some dialogues, with their features.

    Attributes:
        texts: What is said, one per turn.
        shown: Features other than words, shape (turns, features).
        places: Dialogue and turn number of each.
    """

    texts: tuple[str, ...]
    shown: Floats
    places: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, transcripts: Sequence[Transcript], coding: Coding) -> Turns:
        """The turns of dialogues, with what the rules of a coding say about them."""
        own = [(transcript, turn) for transcript in transcripts for turn in transcript.own]
        ruled = {
            (transcript.unit, label.turn, label.label)
            for transcript in transcripts
            for label in _ruled(transcript, coding)
        }
        said = [
            [(transcript.unit, turn.number, label) in ruled for label in coding.codebook] for transcript, turn in own
        ]
        ruled_features = np.array(said, dtype=np.float64).reshape(len(own), len(coding.codebook))
        shown = np.hstack([_features(own, coding), ruled_features])
        places = tuple((transcript.unit, turn.number) for transcript, turn in own)
        return cls(tuple(turn.text for _, turn in own), shown, places)

    @cached_property
    def units(self) -> NDArray[np.str_]:
        """The dialogue of each turn."""
        return np.array([unit for unit, _ in self.places])

    def part(self, chosen: Truth) -> Turns:
        """Some of the turns."""
        where = np.flatnonzero(chosen).tolist()
        return Turns(tuple(self.texts[at] for at in where), self.shown[chosen], tuple(self.places[at] for at in where))


def _features(turns: Sequence[tuple[Transcript, Turn]], coding: Coding) -> Floats:
    """What the coding reads of turns apart from their words, shape (turns, features)."""
    rows = [coding.features(transcript, turn) if coding.features else () for transcript, turn in turns]
    return np.array(rows, dtype=np.float64).reshape(len(turns), len(rows[0]) if rows else 0)


@dataclass(frozen=True)
class FittedModel:
    """Fitted regressions.

    Attributes:
        words: The tf-idf of the words.
        scale: Means and standard deviations of what is shown.
        regressions: By label.
    """

    words: Any
    scale: tuple[Floats, Floats]
    regressions: Mapping[str, Any]

    @classmethod
    def fit(cls, turns: Turns, truth: Mapping[str, Truth]) -> FittedModel:
        """Regressions of every label on the turns."""
        words = _sklearn("feature_extraction.text").TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        words.fit(turns.texts)
        deviation = turns.shown.std(axis=0)
        scale = (turns.shown.mean(axis=0), np.where(deviation > 0, deviation, 1.0))
        blank = cls(words, scale, {})
        features = blank.features(turns)
        regression = _sklearn("linear_model").LogisticRegression
        fitted = {
            label: regression(C=STRENGTH, class_weight="balanced", max_iter=3000).fit(features, carried)
            for label, carried in truth.items()
        }
        return cls(words, scale, fitted)

    def features(self, turns: Turns) -> Any:
        """A sparse matrix, one row a turn."""
        sparse = importlib.import_module("scipy.sparse")
        shown = (turns.shown - self.scale[0]) / self.scale[1] * CUE_WEIGHT
        return sparse.hstack([self.words.transform(turns.texts), sparse.csr_matrix(shown)]).tocsr()

    def probabilities(self, turns: Turns) -> dict[str, Floats]:
        """By label, the probability that a turn carries it."""
        features = self.features(turns)
        return {label: fitted.predict_proba(features)[:, 1] for label, fitted in self.regressions.items()}


@dataclass(frozen=True)
class Learned:
    """A coder that was learned.

    Attributes:
        coding: What it codes.
        model: Fitted on every annotated dialogue.
        thresholds: By label.
        seen: The labels of the dialogues learned from, each by a model that did not see it.
        agreement: With the annotators, in cross-validation by dialogue.
    """

    coding: Coding
    model: FittedModel
    thresholds: Mapping[str, float]
    seen: Mapping[str, Labels]
    agreement: Mapping[str, Agreement]

    def label(self, transcripts: Sequence[Transcript]) -> dict[str, Labels]:
        """What it says about dialogues; requests of the other side are those of the rules."""
        fresh = [transcript for transcript in transcripts if transcript.unit not in self.seen]
        found = {
            transcript.unit: self.seen[transcript.unit] for transcript in transcripts if transcript.unit in self.seen
        }
        if fresh:
            turns = Turns.of(fresh, self.coding)
            carried = _carried(self.model.probabilities(turns), self.thresholds)
            found |= _labels(fresh, turns, carried, self.coding)
        return {transcript.unit: found[transcript.unit] for transcript in transcripts}

    def code(self, run: Run) -> dict[str, Labels]:
        """What it says about a run; the dialogues it was learned from are recognised by their text."""
        transcripts = transcripts_of(run)
        known = {transcript.fingerprint: transcript.unit for transcript in transcripts}
        fresh = Learned(self.coding, self.model, self.thresholds, {}, self.agreement)
        seen = {known[print_]: labels for print_, labels in self.seen.items() if print_ in known}
        return fresh.label([transcript for transcript in transcripts if transcript.unit not in seen]) | seen


def learn(run: Run, name: str = "resistance", coder: str = "annotators") -> Learned:
    """Learn a coding from a run that somebody coded.

    Args:
        run: An annotated run, for example an imported corpus.
        name: A registered coding of turns.
        coder: Whose labels are learned.

    Raises:
        StudyError: scikit-learn is missing, the coder did not code this run, or fewer than ten dialogues of it.
    """
    coding, transcripts = CODINGS.get(name), transcripts_of(run)
    labels = labels_of(run, name, coder, transcripts)
    coded = [transcript for transcript in transcripts if transcript.unit in labels]
    if len(coded) < FOLDS:
        raise StudyError(f"{len(coded)} dialogues coded by {coder!r} are too few to learn {name!r} from")
    turns = Turns.of(coded, coding)
    truth = _truth(turns, labels, coding)
    held_out, folds = _held_out(turns, truth)
    thresholds = {label: _threshold(held_out[label], carried) for label, carried in truth.items()}
    crossed: dict[str, Labels] = {}
    for fold in range(FOLDS):
        others = folds != fold
        own = {label: _threshold(held_out[label][others], carried[others]) for label, carried in truth.items()}
        part = turns.part(~others)
        carried = _carried({label: found[~others] for label, found in held_out.items()}, own)
        units = set(part.units.tolist())
        crossed |= _labels([transcript for transcript in coded if transcript.unit in units], part, carried, coding)
    agreed = agreement_in(coded, name, crossed, labels)
    prints = {transcript.fingerprint: crossed[transcript.unit] for transcript in coded}
    return Learned(
        coding, FittedModel.fit(turns, truth), thresholds, prints, {k: v for k, v in agreed.items() if k in truth}
    )


def _truth(turns: Turns, labels: Mapping[str, Labels], coding: Coding) -> dict[str, Truth]:
    carried = {(unit, found.turn, found.label) for unit, said in labels.items() for found in said}
    truth = {
        label: np.array([(unit, turn, label) in carried for unit, turn in turns.places]) for label in coding.codebook
    }
    return {
        label: found for label, found in truth.items() if FEWEST_LABELS <= found.sum() <= len(found) - FEWEST_LABELS
    }


def _held_out(turns: Turns, truth: Mapping[str, Truth]) -> tuple[dict[str, Floats], NDArray[np.intp]]:
    """The probabilities of every turn by a model that did not see its dialogue, and the fold of each turn."""
    _, dialogue = np.unique(turns.units, return_inverse=True)
    folds = np.asarray(dialogue % FOLDS, dtype=np.intp)
    found = {label: np.zeros(len(folds)) for label in truth}
    for fold in range(FOLDS):
        out = folds == fold
        model = FittedModel.fit(turns.part(~out), {label: carried[~out] for label, carried in truth.items()})
        for label, probabilities in model.probabilities(turns.part(out)).items():
            found[label][out] = probabilities
    return found, folds


def _threshold(probabilities: Floats, carried: Truth) -> float:
    """The threshold of the highest kappa, averaged over its neighbours so that no single turn decides."""
    kappas = np.array([_quick_kappa(probabilities > threshold, carried) for threshold in THRESHOLDS])
    smooth = np.convolve(np.pad(kappas, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    return float(THRESHOLDS[int(smooth.argmax())])


def _quick_kappa(a: Truth, b: Truth) -> float:
    observed = float((a == b).mean())
    expected = float(a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean()))
    return (observed - expected) / (1 - expected) if expected < 1 else 0.0


def _carried(probabilities: Mapping[str, Floats], thresholds: Mapping[str, float]) -> dict[str, Truth]:
    return {label: np.asarray(found > thresholds[label]) for label, found in probabilities.items()}


def _labels(
    transcripts: Sequence[Transcript], turns: Turns, carried: Mapping[str, Truth], coding: Coding
) -> dict[str, Labels]:
    """The labels of dialogues, with the requests of the others by rules, in the order of the turns."""
    found: dict[str, list[Label]] = {transcript.unit: _others(transcript, coding) for transcript in transcripts}
    for label, which in carried.items():
        for at in np.flatnonzero(which).tolist():
            unit, turn = turns.places[at]
            found[unit].append(Label(label, turn))
    return {unit: _nested(labels, coding) for unit, labels in found.items()}


def _ruled(transcript: Transcript, coding: Coding) -> Labels:
    """What the rules say about a dialogue."""
    return coding.by_rules(transcript, {base: _ruled(transcript, CODINGS.get(base)) for base in coding.made_from})


def _others(transcript: Transcript, coding: Coding) -> list[Label]:
    return [label for label in _ruled(transcript, coding) if label.label in coding.others] if coding.others else []


def _nested(labels: list[Label], coding: Coding) -> Labels:
    """With every label that another one implies."""
    implied = [Label(wider, label.turn) for label in labels for wider in coding.implies.get(label.label, ())]
    unique = dict.fromkeys([*labels, *implied])
    return tuple(sorted(unique, key=lambda label: label.place))
