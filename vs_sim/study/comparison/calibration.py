"""Calibration as a finding: what a model states about its own answers, compared with what it does.

Stated probabilities are compared with how often the same answers are chosen when the model is asked directly; stated
sums and repairs are counted, because they say how far a model's numbers are numbers.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vs_sim.core.distribution import Distribution
from vs_sim.elicitation.parsing.weights import SUM_TOLERANCE
from vs_sim.errors import StudyError
from vs_sim.log.redraw import all_draws
from vs_sim.log.run import Run
from vs_sim.study.comparison.calibration_bins import CHOSEN, UNLISTED, between_runs, of_one_question
from vs_sim.study.data.frequencies import Frequencies

SUMS = ["model", "method", "question", "answers", "stated", "mean", "sd", "smallest", "largest", "above_one"]
_COUNTS = ["model", "method", "kind", "answers", "of", "share"]
StatedPoint = tuple[str, str, str, Distribution]
"""Model, method, question, and what was answered."""


@dataclass(frozen=True, eq=False)
class Calibration:
    """What was stated, how it had to be repaired, and how often it came true.

    Attributes:
        sums: One row per model, method and question: `answers`; `stated` (those with a weight for every candidate,
            on a scale of shares); `mean`, `sd`, `smallest` and `largest` of their stated sums; `above_one` (share).
        repairs: One row per model, method and `kind` of repair: `answers` that needed it, `of` how many, `share`.
            Answers that could not be read stand there as `unreadable: reason`, of all times of asking.
        chosen: One row per bin of claimed probability, or per answer of a single question: `n` candidates, or
            direct draws; mean `claimed`; `chosen` (the share that direct asking chose) with its 95% interval `low`
            and `high` (Wilson 1927). The last row is what was not listed. Empty without direct draws. Compared with a
            run asked by `logprobs`, `chosen` is the mean of the model's own probabilities: over dialogues the interval
            is then too wide rather than too narrow; of a single question it is the probability itself.
        same_state: The share of matched answers that were asked in exactly the same state of the dialogue; where
            it is low, dialogues differ too and not only the way of asking. NaN without direct draws.
    """

    sums: pd.DataFrame
    repairs: pd.DataFrame
    chosen: pd.DataFrame
    same_state: float = math.nan

    @property
    def error(self) -> float:
        """The mean of |claimed − chosen| over bins, weighted by n (expected calibration error); NaN if unknown."""
        listed = self.chosen[self.chosen["claim"] != UNLISTED]
        total = float(listed["n"].sum())
        return float(((listed["claimed"] - listed["chosen"]).abs() * listed["n"]).sum() / total) if total else math.nan

    def _parts(self) -> Iterator[tuple[str, pd.DataFrame]]:
        if len(self.chosen):
            states = "" if math.isnan(self.same_state) else f"; same state in {self.same_state:.0%} of answers"
            yield f"claimed and chosen (mean error {self.error:.3f}{states})", self.chosen
        yield "stated sums", self.sums
        yield "repairs", self.repairs

    def __repr__(self) -> str:
        return f"Calibration({len(self.sums)} ways of asking, mean error {self.error:.3f})"

    def __str__(self) -> str:
        return "\n\n".join(f"{title}\n{_shown(frame)}" for title, frame in self._parts())

    def _repr_html_(self) -> str:
        return "".join(f"<p>{title}</p>{frame.to_html(index=False)}" for title, frame in self._parts())


def _shown(frame: pd.DataFrame) -> str:
    return frame.to_string(index=False, float_format="{:.3f}".format) if len(frame) else "none"


def calibration(asked: Run | Frequencies, direct: Run | Frequencies | None = None) -> Calibration:
    """How well a model's stated probabilities are calibrated.

    Args:
        asked: A run, or one question asked repeatedly, with weighted answers.
        direct: The same with direct answers: a run of the same scenario and seed in which the question is asked
            by `direct`; or the same question, asked directly and repeatedly. Asked by `logprobs` instead, once is
            enough: the model's own probabilities take the place of the shares of draws.

    Raises:
        StudyError: One is a run and the other is not, or the runs share no typed answer.
    """
    if direct is not None and isinstance(asked, Run) != isinstance(direct, Run):
        raise StudyError("a run is calibrated by a run, a repeated question by the same question, repeated")
    if isinstance(asked, Run):
        records, unread = _of_run(asked), _unreadable(asked)
        chosen, same = between_runs(asked, direct) if isinstance(direct, Run) else ([], math.nan)
    else:
        records = [(asked.model, asked.method, "", draw.distribution) for draw in asked.draws]
        unread = [(asked.model, asked.method, "unreadable")] * asked.missing
        chosen, same = of_one_question(asked, direct) if isinstance(direct, Frequencies) else ([], math.nan)
    return Calibration(_sums(records), _repairs(records, unread), pd.DataFrame(chosen, columns=CHOSEN), same)


def _of_run(run: Run) -> list[StatedPoint]:
    return [
        (*_way(run, one.role, one.question, one.method), one.question, one.draw.distribution)
        for one in all_draws(run.log)
    ]


def _unreadable(run: Run) -> list[tuple[str, str, str]]:
    """Model, method and reason of every answer that could not be read."""
    failures = run.failures[run.failures["what"] == "unreadable"]
    parts = [name.split("/") for name in failures["name"]]
    return [
        (*_way(run, part[-3], part[-2]), f"unreadable: {reason}")
        for part, reason in zip(parts, failures["reason"], strict=True)
    ]


def _way(run: Run, role: str, question: str, method: str = "") -> tuple[str, str]:
    """The model and the method by which a role is asked a question."""
    own, part = run.scenario.questions.get(question), run.scenario.roles[role]
    key = (own and own.model) or part.model
    entry = run.scenario.models.get(key)
    asked = (own and own.method) or part.method
    return entry.called if entry else key, method or asked.name


def _sums(records: Sequence[StatedPoint]) -> pd.DataFrame:
    groups: dict[tuple[str, str, str], list[Distribution]] = defaultdict(list)
    for model, method, question, distribution in records:
        groups[model, method, question].append(distribution)
    rows = []
    for way, found in sorted(groups.items()):
        sums = np.array([one.stated_sum for one in found if not math.isnan(one.listed)])
        if len(sums):
            above = float((sums > 1 + SUM_TOLERANCE).mean())
            figures = (sums.mean(), sums.std(ddof=1) if len(sums) > 1 else np.nan, sums.min(), sums.max(), above)
            rows.append((*way, len(found), len(sums), *figures))
    return pd.DataFrame(rows, columns=SUMS)


def _repairs(records: Sequence[StatedPoint], unread: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    asked = Counter((model, method) for model, method, *_ in [*records, *unread])
    kinds = Counter(unread)
    for model, method, _, distribution in records:
        kinds.update({(model, method, repair.kind): 1 for repair in distribution.repairs})
    order = sorted(kinds.items(), key=lambda item: (item[0][:2], -item[1], item[0][2]))
    rows = [(*way, count, asked[way[:2]], count / asked[way[:2]]) for way, count in order]
    return pd.DataFrame(rows, columns=_COUNTS)
