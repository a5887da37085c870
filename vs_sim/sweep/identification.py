"""The identification card: which explanations of a result its conditions rule out, in one table.

Every condition has the people and the random numbers of the baseline, and differences are dialogue by dialogue. The
outcome is a share of its range, so that a larger endowment can be compared. An effect of the talk counts as interaction
only where the baseline differs from no talk and from yoked talk, too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.outcomes import declared_comparison, primary, reference_for, span
from vs_sim.study.comparison.paired_difference import Values, contrast_of_means, in_answers, pairs_between
from vs_sim.study.inference.judging import holm
from vs_sim.sweep.sweep_run import Sweep

CARD_COLUMNS = (
    "check", "compared", "n", "first", "second", "difference", "low", "high", "p", "margin", "finding", "survives"
)  # fmt: skip
CHECKS = ("talk", "interaction", "negative control", "memory")
"""The checks that a result can fail."""
PERCENT = 100.0


def identification(sweep: Sweep) -> pd.DataFrame | None:
    """The identification card of a sweep; None where its plan declares none. See `identification_card`.

    Raises:
        StudyError: The baseline is not completed, or nothing is compared.
    """
    declared = sweep.known.get("identify")
    return identification_card(labelled_runs(sweep.known["cells"], sweep.finished), declared) if declared else None


def identification_card(runs: Mapping[str, Run], declared: Mapping[str, Any]) -> pd.DataFrame:
    """One row per check of a result.

    Columns: `check`, `compared` (which two), `n` (pairs of dialogues), `first`, `second` (means), `difference`, `low`
    and `high` (95%, persons resampled), `p` (adjusted for the number of checks, Holm), `margin`, `finding`
    (`different`, `equivalent` where the 95% interval lies within the margin, or `undecided`) and `survives` (`yes`,
    `no`, `undecided`; empty for conditions that only describe what the outcome depends on).

    Args:
        runs: The completed runs by the labels of their cells.
        declared: The plan's `identify:`.

    Raises:
        StudyError: The baseline is not completed, or nothing is compared.
    """
    base = runs.get(declared["baseline"])
    head = primary(base) if base else None
    if base is None or head is None:
        raise StudyError("the baseline is not completed, or compares nothing", hint="run the sweep to its end")
    checks = list(_checks(runs, base, head[0], declared))
    rows = [_figures(*check) for check in checks]
    for row, p in zip(rows, holm([row["p"] for row in rows]), strict=True):
        row["p"] = p
        row["finding"] = finding(row)
        row["survives"] = survives(row["check"], row["finding"], row["difference"])
    return pd.DataFrame(rows, columns=list(CARD_COLUMNS))


_Check = tuple[str, str, Values, Values, float]


def _checks(runs: Mapping[str, Run], base: Run, outcome: str, declared: Mapping[str, Any]) -> Iterator[_Check]:
    """What is compared: check, the two sides in words, their values by dialogue, and the margin."""
    margin = declared_comparison(base).margin
    own, name = shares_of_range(base, outcome), declared["baseline"]
    special = {declared.get("no_talk"): "talk", declared.get("yoked"): "interaction"}
    for label, run in runs.items():
        if label != name:
            yield special.get(label, label), f"{name} less {label}", own, shares_of_range(run, outcome), margin
    control, silent = declared.get("negative_control"), runs.get(declared.get("no_talk") or "")
    if control and silent:
        values = shares_of_range(base, control), shares_of_range(silent, control)
        yield "negative control", f"{control}: {name} less {declared['no_talk']}", *values, margin
    if memory := declared.get("memory"):
        truth = PERCENT * float(reference_for(base, outcome).curve[0])
        named, unnamed = (_errors(base, memory[side], truth) for side in ("named", "unnamed"))
        yield "memory", f"error with the study named less unnamed, of {truth:.0f}", named, unnamed, margin


def shares_of_range(run: Run, question: str) -> Values:
    """The last answer to a question in every completed dialogue, as a share of its range, with persons."""
    low, high = span(run, question) or (0.0, 1.0)
    return _mapped(in_answers(question)(run), lambda value: (value - low) / (high - low))


def _errors(run: Run, question: str, truth: float) -> Values:
    """How far answers in percent are from the truth, as a share, with persons."""
    frame = run.answers(question)
    people = run.dialogues.set_index("unit")[run.scenario.questions[question].of]
    known = zip(frame.loc[frame["closed"], "unit"], frame.loc[frame["closed"], "value"], strict=True)
    return {unit: (abs(float(value) - truth) / PERCENT, str(people[unit])) for unit, value in known}


def _mapped(values: Values, change: Callable[[float], float]) -> Values:
    return {unit: (change(value), person) for unit, (value, person) in values.items()}


def _figures(check: str, compared: str, first: Values, second: Values, margin: float) -> dict[str, Any]:
    pairs = pairs_between(first, second)
    found = contrast_of_means(pairs)
    means = [float(np.mean(side)) if len(side) else math.nan for side in (pairs.first, pairs.second)]
    head = {"check": check, "compared": compared, "n": found.n, "first": means[0], "second": means[1]}
    figures = {"difference": found.difference, "low": found.low, "high": found.high, "p": found.p, "margin": margin}
    return head | figures


def finding(row: Mapping[str, Any]) -> str:
    """What a row shows: `different`, `equivalent` or `undecided`."""
    if row["low"] > -row["margin"] and row["high"] < row["margin"] and not row["p"] <= 0.05:
        return "equivalent"
    return "different" if row["p"] <= 0.05 else "undecided"


def survives(check: str, found: str, difference: float) -> str:
    """Whether the result survives a check: a talk must matter, a negative control must not, memory must not help."""
    wanted = {"talk": "different", "interaction": "different", "negative control": "equivalent"}.get(check)
    if check == "memory":
        if found == "different":
            return "no" if difference < 0 else "yes"
        return "yes" if found == "equivalent" else "undecided"
    if wanted is None:
        return ""
    return "yes" if found == wanted else "undecided" if found == "undecided" else "no"


def card_conclusion(card: pd.DataFrame) -> str:
    """What may be concluded, in a sentence."""
    known: dict[str, str] = dict(zip(card["check"], card["survives"], strict=True))
    counts = all(known.get(check) == "yes" for check in CHECKS[:2])
    said = "counts as interaction" if counts else "does not count as interaction"
    left = [check for check in CHECKS if known.get(check, "yes") != "yes"]
    why = f"; not survived or undecided: {', '.join(left)}" if left else "; every check is survived"
    return f"The effect of the talk {said}{why}."


def labelled_runs(cells: Sequence[Mapping[str, Any]], finished: Mapping[str, Run]) -> dict[str, Run]:
    """The first completed replicate of every condition, by its label."""
    found: dict[str, Run] = {}
    for cell in cells:
        if cell["id"] in finished:
            found.setdefault(str(cell["label"]), finished[cell["id"]])
    return found
