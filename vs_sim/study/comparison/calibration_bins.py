"""Claimed probabilities compared with choices: of answers claimed to be likely, how many are chosen?

Choices are direct draws; or, where the other side was asked by `logprobs`, the model's own probabilities, each of which
stands for the share of infinitely many draws.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from scipy import stats

from vs_sim.core.bar_table import single_line
from vs_sim.core.distribution import Candidate, Distribution, Draw
from vs_sim.elicitation.prompts.request_text import before_clause
from vs_sim.errors import StudyError, UnknownName
from vs_sim.log.redraw import LoggedDraw, all_draws
from vs_sim.log.run import Run
from vs_sim.study.data.frequencies import Frequencies, answer_key

EDGES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
"""Bins of claimed probability, closed above: narrow where the tail is."""
UNLISTED = "not listed"
OWN = "logprobs"
"""The method whose distributions are the model's own probabilities."""
CHOSEN = ["claim", "n", "claimed", "chosen", "low", "high"]
CalibrationRow = tuple[str, int, float, float, float, float]


def claimed(distribution: Distribution) -> dict[str, float]:
    """What each answer claims of the whole ecdf: its probability times the listed mass, by `answer_key`."""
    listed = 1.0 if math.isnan(distribution.listed) else distribution.listed
    return {_key(candidate): candidate.probability * listed for candidate in distribution.candidates}


def between_runs(asked: Run, direct: Run) -> tuple[list[CalibrationRow], float]:
    """Claims in one run compared with the choices of another at the same place, in bins; and how alike the places were.

    Raises:
        StudyError: The runs share no answer to a typed question.
    """
    chosen = {_place(one): one for one in all_draws(direct.log) if one.draw.candidate.value is not None}
    pairs = [(one, chosen[_place(one)]) for one in all_draws(asked.log) if _place(one) in chosen]
    if not pairs:
        raise StudyError(
            "the runs share no typed answer", hint="run the same scenario with questions.QUESTION.method=direct"
        )
    listed: list[tuple[float, float]] = []
    unlisted: list[tuple[float, float]] = []
    for one, other in pairs:
        claims, shares = _claims(one.method, one.draw), _chosen(other.method, other.draw)
        listed += [(claim, shares.get(key, 0.0)) for key, claim in claims.items()]
        missed = math.fsum(share for key, share in shares.items() if key not in claims)
        unlisted.append((max(1 - math.fsum(claims.values()), 0.0), missed))
    same = sum(_state(asked, one) == _state(direct, other) for one, other in pairs) / len(pairs)
    return [*_binned(listed), _row(UNLISTED, unlisted)], same


def of_one_question(asked: Frequencies, direct: Frequencies) -> tuple[list[CalibrationRow], float]:
    """Claims of every answer to one question with the share of direct draws that chose it, the largest first.

    Raises:
        StudyError: The questions differ.
    """
    if asked.question.ask != direct.question.ask:
        raise StudyError(f"{asked.question.ask!r} and {direct.question.ask!r} are different questions")
    total: Counter[str] = Counter()
    for draw in asked.draws:
        total.update(_claims(asked.method, draw))
    choices: Counter[str] = Counter()
    for draw in direct.draws:
        choices.update(_chosen(direct.method, draw))
    every = [draw.distribution.candidates for draw in asked.draws]
    spelled = dict(answer_key(candidate) for candidates in reversed(every) for candidate in candidates)
    row = _exact if direct.method == OWN else _with_interval
    rows = [
        row(single_line(spelled[key]), direct.n, claim / asked.n, choices[key] / direct.n)
        for key, claim in total.most_common()
    ]
    missed = sum(count for key, count in choices.items() if key not in total)
    rest = max(1 - math.fsum(total.values()) / asked.n, 0.0)
    return [*rows, row(UNLISTED, direct.n, rest, missed / direct.n)], 1.0


def _claims(method: str, draw: Draw) -> dict[str, float]:
    """What each answer claims; the model's own probabilities are those of the answers, whatever else it might say."""
    return _own(draw.distribution) if method == OWN else claimed(draw.distribution)


def _chosen(method: str, draw: Draw) -> dict[str, float]:
    """The share of each answer in what was chosen: the model's own probabilities, or 1 for the answer drawn."""
    return _own(draw.distribution) if method == OWN else {_key(draw.candidate): 1.0}


def _own(distribution: Distribution) -> dict[str, float]:
    return {_key(candidate): candidate.probability for candidate in distribution.candidates}


def wilson_interval(count: int, n: int) -> tuple[float, float]:
    """The 95% score interval of a share (Wilson 1927), in [0, 1]; n > 0."""
    low, high = stats.binomtest(count, n).proportion_ci(confidence_level=0.95, method="wilson")
    return float(low), float(high)


def _binned(pairs: Iterable[tuple[float, float]]) -> list[CalibrationRow]:
    table = np.array(list(pairs))
    numbers = np.searchsorted(EDGES, table[:, 0], side="left").clip(1)
    rows = []
    for number, (low, high) in enumerate(pairwise(EDGES), start=1):
        within = table[numbers == number]
        if len(within):
            rows.append(_row(f"{low:g} to {high:g}", within.tolist()))
    return rows


def _row(label: str, pairs: list[tuple[float, float]]) -> CalibrationRow:
    claim, choice = (math.fsum(column) / len(pairs) for column in zip(*pairs, strict=True))
    return _with_interval(label, len(pairs), claim, choice)


def _with_interval(label: str, n: int, claim: float, choice: float) -> CalibrationRow:
    return (label, n, claim, choice, *wilson_interval(round(choice * n), n))


def _exact(label: str, n: int, claim: float, choice: float) -> CalibrationRow:
    """A row without sampling error: the model's own probability of an answer to one prompt is known, not estimated."""
    return (label, n, claim, choice, choice, choice)


def _key(candidate: Candidate) -> str:
    return answer_key(candidate)[0]


def _place(one: LoggedDraw) -> tuple[str, int | None, str, str]:
    return one.unit, one.exchange, one.role, one.question


def _state(run: Run, one: LoggedDraw) -> str:
    """All that was said before the clause when the question was first asked; the name itself where it is lost."""
    try:
        return before_clause(run.request(f"{one.name}/0/1"))
    except UnknownName:
        return f"{run.folder}/{one.name}"
