"""The behaviour in a run compared with that of others, both coded by one coder: what they do, not how they write.

Rates per dialogue and first exchanges depend on how long a dialogue is: they are compared at equal numbers of exchanges
only. Rates by exchange are compared always.
"""

from __future__ import annotations

from dataclasses import replace

from vs_sim.log.run import Run
from vs_sim.study.coding.label_rates import Behaviour, behaviour
from vs_sim.study.coding.run_corpus import task_of
from vs_sim.study.comparison.comparator import BehaviourFigures
from vs_sim.study.data.estimate import Estimate, shown
from vs_sim.study.inference.cluster_bootstrap import estimated, weighted_mean

LOW_AGREEMENT = 0.6
"""A kappa below which a reader is warned: substantial agreement begins there (Landis & Koch 1977)."""


def exchanges_of(run: Run) -> int:
    """The exchanges of a run's dialogues: as its scenario says, or of people their median."""
    planned = run.scenario.planned_exchanges
    if planned is not None:
        return planned
    last = run.turns.dropna(subset=["exchange"]).groupby("unit")["exchange"].max()
    return int(last.median()) + 1 if len(last) else 0


def estimate_behaviour(run: Run, comparator: BehaviourFigures, *, seed: int = 0) -> list[Estimate]:
    """Every figure of a run that the other side has too, coded by the same coder.

    Args:
        run: The run.
        comparator: The behaviour it is compared with.
        seed: Equal inputs give equal numbers.

    Raises:
        StudyError: The coder did not code this run.
    """
    task = task_of(comparator.corpus)
    found = behaviour(run, task, comparator.coder, exchanges=min(exchanges_of(run), task.exchanges))
    names = [name for name in task.figures if name in comparator.figures]
    return [_estimate(found, name, comparator, seed) for name in names if _exchange(name) < found.exchanges]


def _exchange(name: str) -> int:
    """The exchange that a figure is about; -1 for one of whole dialogues."""
    return int(name.partition("@")[2] or -1)


def _estimate(found: Behaviour, name: str, comparator: BehaviourFigures, seed: int) -> Estimate:
    sample, figure = found.sample(name), comparator.figures[name]
    speaker = found.transcripts[0].speaker if found.transcripts else ""
    note = agreement_warning(name, comparator)
    blank = Estimate(name, speaker, float("nan"), n=sample.n, personas=sample.persons, note=note)
    if found.exchanges == comparator.exchanges or _exchange(name) >= 0:
        blank = replace(blank, people=0 if figure.people is None else figure.people, reference=comparator.id)
        return estimated(blank, weighted_mean(sample.numbers), sample, figure, seed) if sample.n else blank
    return estimated(blank, weighted_mean(sample.numbers), sample, None, seed) if sample.n else blank


def agreement_warning(name: str, comparator: BehaviourFigures) -> str:
    """The warning that accompanies a figure whose coder agrees little with annotators; empty otherwise."""
    task = task_of(comparator.corpus)
    kind = task.label_of.get(name) or next((kind for kind in task.kinds if name.startswith(kind)), "")
    agreed = comparator.agreement.get(kind)
    if agreed is None or agreed.kappa >= LOW_AGREEMENT:
        return ""
    return f"coder and annotators agree on {kind} with kappa {shown(agreed.kappa)} only"
