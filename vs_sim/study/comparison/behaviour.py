"""The behaviour in a run beside that of others, both read by one coder: what they do, not how they write.

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
    held = run.turns.dropna(subset=["exchange"]).groupby("unit")["exchange"].max()
    return int(held.median()) + 1 if len(held) else 0


def estimate_behaviour(run: Run, beside: BehaviourFigures, *, seed: int = 0) -> list[Estimate]:
    """Every figure of a run that the other side has too, coded by the same coder.

    Args:
        run: The run.
        beside: The other side.
        seed: Equal inputs give equal numbers.

    Raises:
        StudyError: The coder did not code this run.
    """
    task = task_of(beside.corpus)
    found = behaviour(run, task, beside.coder, exchanges=min(exchanges_of(run), task.exchanges))
    names = [name for name in task.figures if name in beside.figures]
    return [_beside(found, name, beside, seed) for name in names if _exchange(name) < found.exchanges]


def _exchange(name: str) -> int:
    """The exchange that a figure is about; -1 for one of whole dialogues."""
    return int(name.partition("@")[2] or -1)


def _beside(found: Behaviour, name: str, beside: BehaviourFigures, seed: int) -> Estimate:
    sample, figure = found.sample(name), beside.figures[name]
    speaker = found.transcripts[0].speaker if found.transcripts else ""
    blank = Estimate(name, speaker, float("nan"), n=sample.n, personas=sample.persons, note=warning(name, beside))
    if found.exchanges == beside.exchanges or _exchange(name) >= 0:
        blank = replace(blank, people=figure.people or 0, reference=beside.id)
        return estimated(blank, weighted_mean(sample.numbers), sample, figure, seed) if sample.n else blank
    return estimated(blank, weighted_mean(sample.numbers), sample, None, seed) if sample.n else blank


def warning(name: str, beside: BehaviourFigures) -> str:
    """What must be known of the coder beside a figure: where it agrees little with annotators."""
    task = task_of(beside.corpus)
    kind = task.label_of.get(name) or next((kind for kind in task.kinds if name.startswith(kind)), "")
    agreed = beside.agreement.get(kind)
    if agreed is None or agreed.kappa >= LOW_AGREEMENT:
        return ""
    return f"coder and annotators agree on {kind} with kappa {shown(agreed.kappa)} only"
