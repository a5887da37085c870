"""The results of a sweep: each cell compared with human data, and conditions with each other, dialogue by dialogue.

The cells are judged together, measure by measure: p is adjusted for their number (`vs_sim.study.inference.judging`).
A best cell is run again on a fresh seed before it is reported.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from vs_sim.log.run import Run
from vs_sim.study.comparison.choose_comparator import human_comparator
from vs_sim.study.comparison.measurements import Measurements
from vs_sim.study.comparison.outcomes import (
    declared_comparison,
    ends_in_numbers,
    outcome,
    primary,
    reference_for,
    reported_measures,
)
from vs_sim.study.comparison.paired_difference import (
    Contrast,
    contrast_of_laws,
    contrast_of_means,
    in_answers,
    in_texts,
    pairs_between,
    pool_pairs,
)
from vs_sim.study.comparison.texts import estimate_texts, texts_of
from vs_sim.study.data.estimate import Estimate
from vs_sim.study.data.ordered_categories import CATEGORICAL
from vs_sim.study.inference.cluster_bootstrap import estimated, weighted_mean
from vs_sim.study.inference.judging import holm, judged_together, verdict_of_contrast
from vs_sim.study.measure import find_measure
from vs_sim.study.society.replicates import estimate_networks
from vs_sim.sweep.settings import setting_text

if TYPE_CHECKING:
    import pandas as pd

SOCIETY = ("opinion_mean", "opinion_variance", "esteban_ray@1.3", "disagreement")
"""Measures of a society after its last round."""
SAID = ("turn_length", "distinct@1", "distinct@2", "distinct@3")
"""Measures of what a role says."""
_BETWEEN = ("ks", "wasserstein", "mean", "donor_share")
ALL_PAIRS = 8
"""Conditions up to which every pair is contrasted; of more, each is contrasted with the first."""
TABLE_FIGURES = (
    "measure",
    "of",
    "n",
    "people",
    "value",
    "human",
    "difference",
    "low",
    "high",
    "sampling_noise",
    "margin",
    "p",
    "p_adjusted",
    "missing",
    "p_missing",
)
CONTRASTS = ("measure", "of", "first", "second", "n", "difference", "low", "high", "p", "p_adjusted", "verdict")


@dataclass(frozen=True)
class CellResult:
    """What is compared of one cell.

    Attributes:
        id: The cell's name.
        label: What tables call it; replicates share it.
        settings: Varied path to value.
        replicate: 0 for the first.
        run: Its run; None unless that is completed.
    """

    id: str
    label: str
    settings: Mapping[str, Any]
    replicate: int
    run: Run | None


def cell_table(cells: Sequence[CellResult], varied: Sequence[str]) -> pd.DataFrame:
    """One row per cell and measure, in the order of the plan; NaN is what was not measured.

    Columns: `cell`, `label`, one per varied path with its value, `replicate`, `measure`, `of` (the question, or the
    role whose words are measured), `n` (dialogues), `people` (persons behind the reference), `value`, `human` (the
    people's own), `difference`, `low` and `high` (95%, of the distance or the difference), `sampling_noise`, `margin`,
    `p`, `p_adjusted` (for the number of cells), `missing` (failed dialogues), `p_missing` (the largest p over all
    answers that these could have had), `verdict` and `reason` (why no more is claimed). A distance with a margin is
    `equivalent`, `beyond the margin`, `different` or `inconclusive`; other measures are `different` or `inconclusive`,
    and none is without a verdict but what has no p.
    """
    import pandas as pd

    estimates = {cell.id: list(estimates_of_run(cell.run)) for cell in cells if cell.run}
    names = dict.fromkeys((e.name, e.of) for found in estimates.values() for e in found)
    by_name = {name: judged_together([_one(estimates.get(cell.id, ()), *name) for cell in cells]) for name in names}
    rows = [
        _row(cell, varied, by_name[name][at])
        for at, cell in enumerate(cells)
        for name in names
        if cell.run is None or by_name[name][at].n or by_name[name][at].reference
    ]
    columns = ["cell", "label", *varied, "replicate", *TABLE_FIGURES, "verdict", "reason"]
    return pd.DataFrame(rows, columns=columns).astype({"n": "Int64", "people": "Int64"})


def estimates_of_run(run: Run, seed: int = 0) -> Iterator[Estimate]:
    """The estimates of a run: outcomes compared with reference data, the primary one first, then others, and texts.

    Texts are compared with human texts only at equal numbers of exchanges, on which these measures depend.
    """
    if "rounds" in run.written_scenario:  # one network is one observation: no interval comes from its people
        yield from (estimate_networks([run], name) for name in SOCIETY)
        return
    known = Measurements(run, human_comparator(run), seed=seed)
    comparator = known.comparator
    for question, reference in comparator.outcomes.items():
        own = [comparator.head[1]] if comparator.head and comparator.head[0] == question else []
        yield from known.estimates(question, list(dict.fromkeys([*own, *reported_measures(reference)])))
    for question in run.scenario.questions:
        if question not in comparator.outcomes and ends_in_numbers(run, question):
            sample = outcome(run, question)
            blank = Estimate("mean", question, math.nan, n=sample.n, personas=sample.persons)
            yield estimated(blank, weighted_mean(sample.numbers), sample, None, seed) if sample.n else blank
    if not len(run.turns):
        return
    equal = run.scenario.planned_exchanges == comparator.exchanges
    for role in run.scenario.roles:
        texts = texts_of(run, role)
        for name in SAID if texts.turns else ():
            yield estimate_texts(texts, name, comparator.language.get(role) if equal else None, seed=seed)


def _one(found: Sequence[Estimate], name: str, of: str) -> Estimate:
    """The estimate of that name; one that was not measured where there is none."""
    return next((e for e in found if (e.name, e.of) == (name, of)), Estimate(name, of, math.nan))


def _row(cell: CellResult, varied: Sequence[str], estimate: Estimate) -> dict[str, Any]:
    settings = {path: plain_setting(cell.settings.get(path)) for path in varied}
    figures = {key: getattr(estimate, "name" if key == "measure" else key) for key in TABLE_FIGURES}
    counts = {"n": estimate.n or None, "people": estimate.people if estimate.reference else None}
    head = {"cell": cell.id, "label": cell.label, **settings, "replicate": cell.replicate}
    return {**head, **figures, **counts, "verdict": estimate.verdict, "reason": estimate.reason}


@dataclass(frozen=True)
class SweepCondition:
    """The replicates of one setting."""

    label: str
    runs: Mapping[int, Run]
    """Replicate to run, of those completed."""


def condition_contrasts(cells: Sequence[CellResult]) -> pd.DataFrame:
    """One row per pair of conditions and measure: dialogue by dialogue, replicates together.

    Up to eight conditions are contrasted in every pair, more with the first alone.

    Columns: `measure`, `of`, `first` and `second` (labels), `n` (pairs of dialogues that both completed),
    `difference` (the first's value less the second's; of a distance, how much further from the same people the first
    is), `low` and `high` (95%, bootstrap over persons with their pairs), `p`, `p_adjusted` (for the number of pairs of
    conditions) and `verdict`: `different` or `inconclusive`. Equivalence of two conditions is not tested.
    """
    import pandas as pd

    conditions = list(conditions_of(cells))
    rows = []
    for name, of in dict.fromkeys(pair for condition in conditions for pair in contrasted(condition)):
        couples = [couple for couple in couples_of(conditions) if all((name, of) in contrasted(c) for c in couple)]
        found = [contrast(first, second, name, of) for first, second in couples]
        for (first, second), each, p in zip(couples, found, holm([each.p for each in found]), strict=True):
            figures = (each.n, each.difference, each.low, each.high, each.p, p, verdict_of_contrast(p, each.persons))
            rows.append((name, of, first.label, second.label, *figures))
    return pd.DataFrame(rows, columns=list(CONTRASTS)).astype({"n": "Int64"})


def conditions_of(cells: Sequence[CellResult]) -> Iterator[SweepCondition]:
    """The conditions with at least one completed replicate, in the order of the plan."""
    labels: dict[str, dict[int, Run]] = {}
    for cell in cells:
        if cell.run is not None:
            labels.setdefault(cell.label, {})[cell.replicate] = cell.run
    return (SweepCondition(label, runs) for label, runs in labels.items())


def couples_of(conditions: Sequence[SweepCondition]) -> list[tuple[SweepCondition, SweepCondition]]:
    """Every pair of a few conditions; of many, each with the first."""
    if len(conditions) <= ALL_PAIRS:
        return list(combinations(conditions, 2))
    return [(conditions[0], other) for other in conditions[1:]]


def contrasted(condition: SweepCondition) -> dict[tuple[str, str], str]:
    """What is contrasted of a condition: measure and what it is of, to its shape."""
    run = next(iter(condition.runs.values()))
    if "rounds" in run.written_scenario:
        return {}
    found: dict[tuple[str, str], str] = {}
    head = primary(run)
    for question in declared_comparison(run).references:
        own = [head[1]] if head and head[0] == question else []
        between = CATEGORICAL[:1] if reference_for(run, question).levels else _BETWEEN
        found |= {(name, question): "samples" for name in dict.fromkeys([*own, *between])}
    alone = [name for name in run.scenario.questions if ends_in_numbers(run, name)]
    found |= {("mean", name): "means" for name in alone if ("mean", name) not in found}
    if len(run.turns):
        found |= {(name, role): "texts" for role in run.scenario.roles for name in SAID}
    return found


def contrast(first: SweepCondition, second: SweepCondition, name: str, of: str) -> Contrast:
    """One measure of two conditions, over all replicates that both have."""
    shape = contrasted(first)[name, of]
    of_unit = in_texts(name, of) if shape == "texts" else in_answers(of)
    parts = [pairs_between(of_unit(first.runs[r]), of_unit(second.runs[r])) for r in first.runs if r in second.runs]
    pairs = pool_pairs(parts)
    if shape != "samples":
        return contrast_of_means(pairs)
    run = next(iter(first.runs.values()))
    return contrast_of_laws(pairs, find_measure(name), reference_for(run, of))


def plain_setting(value: Any) -> Any:
    """A setting as a column holds it: numbers and words as they are, anything else as text."""
    return value if isinstance(value, str | int | float | None) else setting_text(value)
