"""A pilot: a few dialogues of a scenario, and what they say about the whole run before it is paid for.

It says nothing about people: it tells whether a model can be asked like this, what that takes, and how long.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vs_sim.core.finish_reason import REFUSAL
from vs_sim.errors import VsSimError
from vs_sim.log.redraw import all_draws
from vs_sim.log.run import Run
from vs_sim.log.run_folders import new_folder
from vs_sim.simulation.checking import Loaded
from vs_sim.simulation.cost_estimate import CostEstimate, expected_cost, minutes
from vs_sim.simulation.session import RunOptions, begin
from vs_sim.study.data.frequencies import answer_key
from vs_sim.world.kind import KINDS

PILOT_DIALOGUES = 5
REFUSALS = frozenset({REFUSAL, "content_filter"})
"""Reasons by which an answer was refused, by the model or by a filter."""
TRUNCATIONS = frozenset({"truncated", "length"})
"""Reasons by which an answer was cut off."""


@dataclass(frozen=True)
class Readability:
    """How often answers could be read.

    Attributes:
        asked: Times a question was put, re-asks not counted.
        at_first: Of these, answered readably in the first attempt.
        after_reasks: Answered readably in a later attempt.
        unanswered: Never answered readably; each closes its dialogue as failed.
        reasons: Reason to unreadable or refused attempts, the most frequent first.
    """

    asked: int
    at_first: int
    after_reasks: int
    unanswered: int
    reasons: Mapping[str, int]

    def counted(self, reasons: frozenset[str]) -> int:
        """Attempts that failed for one of some reasons."""
        return sum(count for reason, count in self.reasons.items() if reason in reasons)


@dataclass(frozen=True)
class Diversity:
    """How different the answers to a question are.

    Attributes:
        question: Its name.
        answers: Times it was answered.
        effective: exp of the entropy of the mean distribution: how many equally probable answers would be as diverse,
            at least 1 (Hill 1973, order 1); low where there are few answers.
        possible: Different answers there are; None where that is not limited.
    """

    question: str
    answers: int
    effective: float
    possible: int | None


@dataclass(frozen=True, eq=False)
class Pilot:
    """What a pilot found.

    Attributes:
        run: Its run, which is kept; it is not a part of the whole run.
        planned: The estimate for the whole run, made without a model.
        readability: How often answers could be read.
        diversity: Per question, in the order of the first answers.
        seconds: That the pilot took.
        minutes: For the whole run: at the pilot's seconds per call with the whole window, and at the pilot's own pace,
            if the model does not answer more dialogues at once any faster.
    """

    run: Run
    planned: CostEstimate
    readability: Readability
    diversity: tuple[Diversity, ...]
    seconds: float
    minutes: tuple[float, float]

    @property
    def dialogues(self) -> int:
        """Dialogues of the pilot, failed ones included."""
        return sum(self.run.counts)

    @property
    def passes(self) -> bool:
        """Whether no larger share of dialogues failed than the scenario's `max_failed` allows."""
        return self.run.counts[1] <= self.run.scenario.max_failed * self.dialogues

    def per_dialogue(self, column: str) -> float:
        """The mean of `prompt_tokens`, `completion_tokens` or `usd` over dialogues; NaN where any is unknown."""
        values = self.run.calls[column]
        return math.nan if values.isna().any() else float(values.sum()) / self.dialogues

    def expected(self, column: str) -> float:
        """The same as the estimate has it."""
        return float(getattr(self.planned, column)) / self.planned.dialogues


def run_pilot(loaded: Loaded, options: RunOptions, dialogues: int = PILOT_DIALOGUES) -> Pilot:
    """Run the first dialogues of a scenario and set them against its estimate.

    Args:
        loaded: The scenario.
        options: How it is carried out; `window` is the whole run's.
        dialogues: At most so many.

    Raises:
        Paused: The model could not be reached.
        BudgetExceeded: The budget is spent.
    """
    kind = KINDS.get(loaded.scenario.kind)
    total = kind.size(loaded.scenario)
    few = loaded.scenario.model_copy(update={kind.size_key: min(dialogues, total)})
    planned = expected_cost(loaded.scenario, loaded.path.parent, window=options.window)
    folder = options.out or new_folder(Path("runs"), f"{loaded.path.stem}-pilot")
    started = time.perf_counter()
    run = begin(replace(loaded, scenario=few), replace(options, out=folder))
    seconds = time.perf_counter() - started
    calls = run.calls
    if calls.empty:
        raise VsSimError(f"{loaded.path.name}: nothing is asked in its dialogues")
    by_model = {str(key): list(its["name"]) for key, its in calls.groupby("model")}
    held = sum(run.counts)
    full = minutes(loaded.scenario, by_model, held, total, options.window, seconds=float(calls["seconds"].mean()))
    pace = 0.0 if full == 0 else seconds * total / held / 60
    return Pilot(run, planned, readability(run), diversity(run), seconds, (min(full, pace), pace))


def readability(run: Run) -> Readability:
    """How often the answers of a run could be read."""
    answered = {name for (name,) in run.log.execute("SELECT name FROM answered")}
    failed = run.failures[run.failures["what"].isin(["unreadable", "refused"])]
    tried = {name.rpartition("/")[0] for name in failed["name"]}
    return Readability(
        asked=len(answered | tried),
        at_first=len(answered - tried),
        after_reasks=len(answered & tried),
        unanswered=len(tried - answered),
        reasons=dict(Counter(failed["reason"]).most_common()),
    )


def diversity(run: Run) -> tuple[Diversity, ...]:
    """How different the answers to every question of a run are, utterances included."""
    pooled: dict[str, list[Mapping[str, float]]] = {}
    for one in all_draws(run.log):
        candidates = one.draw.distribution.candidates
        pooled.setdefault(one.question, []).append({answer_key(each)[0]: each.probability for each in candidates})
    return tuple(
        Diversity(question, len(found), effective_answers(found), _possible(run, question))
        for question, found in pooled.items()
    )


def effective_answers(distributions: Sequence[Mapping[str, float]]) -> float:
    """exp(H) of the mean of distributions, at least 1.

    >>> effective_answers([{"a": 1.0}, {"b": 1.0}])
    2.0
    """
    mean: Counter[str] = Counter()
    for distribution in distributions:
        mean.update(distribution)
    shares = [mass / len(distributions) for mass in mean.values() if mass > 0]
    return math.exp(-math.fsum(share * math.log(share) for share in shares))


def _possible(run: Run, question: str) -> int | None:
    asked = run.scenario.questions.get(question)
    return None if asked is None else asked.answer.distinct
