"""Agreement of two coders beyond chance: Cohen's kappa and Krippendorff's alpha, with dialogues resampled whole."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from vs_sim import seeds
from vs_sim.corpora.coding_scheme import CODINGS, Labels
from vs_sim.corpora.transcript import Transcript
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.krippendorff_alpha import alphas, coefficient_interval
from vs_sim.study.coding.run_labels import labels_of
from vs_sim.study.coding.run_transcripts import transcripts_of
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.estimate import shown


@dataclass(frozen=True)
class Agreement:
    """How two coders agree.

    Attributes:
        kappa: Cohen's kappa, at most 1; 0 is chance; NaN where both always say the same one thing.
        low: Lower end of its 95% interval.
        high: Its upper end.
        observed: Share of equal codes, in [0, 1].
        n: Codes compared.
        clusters: Dialogues behind them.
        alpha: Krippendorff's alpha at the nominal level, read as kappa is; NaN where it is not measured.
        alpha_low: Lower end of its 95% interval.
        alpha_high: Its upper end.
    """

    kappa: float
    low: float
    high: float
    observed: float
    n: int
    clusters: int
    alpha: float = math.nan
    alpha_low: float = math.nan
    alpha_high: float = math.nan

    def __repr__(self) -> str:
        kappa = f"kappa {shown(self.kappa)} [{shown(self.low)}, {shown(self.high)}]"
        alpha = f"alpha {shown(self.alpha)} [{shown(self.alpha_low)}, {shown(self.alpha_high)}]"
        return f"Agreement({kappa}, {alpha}, n={self.n} in {self.clusters} dialogues)"


def coder_agreement(
    a: Sequence[Hashable], b: Sequence[Hashable], clusters: Sequence[Hashable] | None = None, *, seed: int = 0
) -> Agreement:
    """Cohen's kappa and Krippendorff's alpha of two codings of the same things.

    Kappa (Cohen 1960) is (pₒ − pₑ) / (1 − pₑ): pₒ is the share of equal codes, pₑ what it would be if both coded
    independently with their own frequencies. Alpha (Krippendorff 2011) takes the frequencies of both together, and
    corrects for few codes. The intervals are the middle 95% of 2,000 resamples of whole clusters, because turns of one
    dialogue are not independent.

    Args:
        a: One coder's codes.
        b: The other's, in the same order.
        clusters: What each code belongs to, for example its dialogue; None when every code is its own cluster.
        seed: Equal inputs give equal numbers.

    Raises:
        StudyError: The codes differ in number, or there are none.

    >>> coder_agreement([1, 1, 0, 0], [1, 0, 0, 0]).kappa
    0.5
    """
    groups = list(range(len(a))) if clusters is None else list(clusters)
    if not len(a) == len(b) == len(groups) or len(a) == 0:
        raise StudyError(f"{len(a)} codes, {len(b)} of the other coder, {len(groups)} clusters: nothing to compare")
    codes = {code: number for number, code in enumerate(dict.fromkeys([*a, *b]))}
    places = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    tables = np.zeros((len(places), len(codes), len(codes)))
    for one, other, group in zip(a, b, groups, strict=True):
        tables[places[group], codes[one], codes[other]] += 1
    kappa = coefficient_interval(tables, seeds.generator(seed, "kappa", len(a), len(places)), _kappas)
    alpha = coefficient_interval(
        tables + tables.transpose(0, 2, 1),
        seeds.generator(seed, "kappa", len(a), len(places)),
        lambda some: alphas(some, np.arange(len(codes), dtype=np.float64)),
    )
    observed = float(np.trace(tables.sum(axis=0)) / len(a))
    return Agreement(*kappa, observed, len(a), len(places), *alpha)


def _kappas(tables: Floats) -> Floats:
    """Kappa of each table, shape (r, k, k) to (r,)."""
    total = tables.sum(axis=(1, 2))
    observed = np.trace(tables, axis1=1, axis2=2) / total
    expected = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / total**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(expected < 1, (observed - expected) / (1 - expected), np.nan), dtype=np.float64)


def agreement(run: Run, name: str, coder: str, other: str = "annotators", *, seed: int = 0) -> dict[str, Agreement]:
    """How two coders of a run agree on every label of a coding, turn by turn, in the dialogues that both coded.

    Raises:
        UnknownName: No coding has that name.
        StudyError: One of them did not code this run, or no dialogue was coded by both.
    """
    transcripts = transcripts_of(run)
    mine, theirs = labels_of(run, name, coder, transcripts), labels_of(run, name, other, transcripts)
    shared = [transcript for transcript in transcripts if transcript.unit in mine and transcript.unit in theirs]
    return agreement_in(shared, name, mine, theirs, seed=seed)


def agreement_in(
    transcripts: Sequence[Transcript], name: str, mine: dict[str, Labels], theirs: dict[str, Labels], *, seed: int = 0
) -> dict[str, Agreement]:
    """The same for labels at hand: label to agreement per turn of the role that the label is about."""
    chosen = CODINGS.get(name)
    found = {}
    for label in (*chosen.codebook, *chosen.others):
        own = label in chosen.codebook
        a, b, units = [], [], []
        for transcript in transcripts:
            one, two = (
                {entry.turn for entry in said.get(transcript.unit, ()) if entry.label == label}
                for said in (mine, theirs)
            )
            turns = [turn.number for turn in transcript.turns if (turn.role == transcript.speaker) == own]
            a += [turn in one for turn in turns]
            b += [turn in two for turn in turns]
            units += [transcript.unit] * len(turns)
        found[label] = coder_agreement(a, b, units, seed=seed)
    return found
