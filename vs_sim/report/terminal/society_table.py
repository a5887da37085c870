"""Societies for the terminal: stances by round beside opinion rules, and the law by which minds change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from vs_sim.llm.backends.standin import StandinOptions
from vs_sim.study.data.estimate import Estimate, shown
from vs_sim.study.society.conformity_law import conformity_law
from vs_sim.study.society.opinion_history import STANCE_QUESTION, OpinionHistory, opinion_history
from vs_sim.study.society.replicates import ONE_NETWORK, by_round
from vs_sim.study.society.rule_fits import rule_errors, rule_fits

if TYPE_CHECKING:
    from vs_sim.log.run import Run

STANCES_SHOWN = {
    "opinion_mean": "mean",
    "opinion_variance": "variance",
    "esteban_ray@1.3": "polarisation",
    "stance_entropy": "entropy, bits",
    "within_share": "share within persons",
}
TIES_SHOWN = {
    "disagreement": "disagreement",
    "neighbour_correlation": "r with neighbours",
    "minds_changed": "minds changed",
    "influence": "influence",
    "cascade_size": "largest cascade",
}
"""Measures by round to what tables call them: of stances, and of ties."""
OF_ALL_ROUNDS = {"convergence_rate": "convergence rate", "spectral_gap": "spectral gap of the graph"}


def is_society(run: Run) -> bool:
    """Whether everybody on a network was asked in rounds where they stand, and somebody has answered."""
    asked = STANCE_QUESTION in run.scenario.questions and "rounds" in run.written_scenario
    return asked and not run.stances.empty


def society_tables(runs: Sequence[Run], title: str = "") -> list[RenderableType]:
    """What the runs of one society say: several that differ in their seeds have intervals over networks.

    Args:
        runs: At least one, of one setting.
        title: What the setting is called, where there are several.
    """
    histories = [opinion_history(run) for run in runs]
    networks = ONE_NETWORK if len(runs) == 1 else f"n = {len(runs)} networks; [95%] by Student's t over networks"
    head = f"stances by round{f', {title}' if title else ''}"
    whole = by_round(histories, list(OF_ALL_ROUNDS))
    said = "; ".join(f"{OF_ALL_ROUNDS[str(row.measure)]} {_cell(row)}" for row in whole.itertuples())
    parts: list[RenderableType] = [
        _rounds(histories, head, STANCES_SHOWN, networks),
        _rounds(histories, "ties by round", TIES_SHOWN, said),
    ]
    answers = sum(int((~history.rules).sum()) for history in histories)
    if answers and histories[0].rounds:
        parts += [_laws(histories), *map(Text, declared_laws(runs[0])), _rules(histories), _fits(histories)]
    return parts


def declared_laws(run: Run) -> list[str]:
    """The law that each stand-in of a run declares, in a sentence: the ground truth of what is measured."""
    found = []
    for name, entry in run.scenario.models.items():
        law = StandinOptions.model_validate(entry.options).conformity if entry.backend == "standin" else None
        if law is not None:
            people = f"{shown(law.slope - law.spread)} to {shown(law.slope + law.spread)}"
            found.append(
                f"Declared by the stand-in {name}: a = {shown(law.base)}, b = {shown(law.slope)} (over people "
                f"{people}), bias {shown(law.base * law.bias)}; "
                "noise of reported probabilities shifts them by less than .01. It says nothing about people."
            )
    return found


def _table(title: str, columns: Sequence[str], caption: str) -> Table:
    found = Table(title=title, title_justify="left", title_style="bold", caption=caption, caption_justify="left")
    for place, column in enumerate(columns):
        found.add_column(column, justify="left" if place == 0 else "right")
    return found


def _rounds(histories: Sequence[OpinionHistory], title: str, named: Mapping[str, str], caption: str) -> Table:
    """One row per round, one column per measure."""
    frame = by_round(histories, list(named))
    found = _table(title, ("round", *named.values()), f"{caption}.")
    for at, rows in frame.groupby("round"):
        cells = {str(row.measure): _cell(row) for row in rows.itertuples()}
        found.add_row("before" if at == 0 else str(at), *(cells[name] for name in named))
    return found


def _cell(row: object) -> str:
    value, low, high = (float(getattr(row, name)) for name in ("value", "low", "high"))
    return "" if pd.isna(value) else shown(value) + ("" if pd.isna(low) else f" [{shown(low)}, {shown(high)}]")


def _laws(histories: Sequence[OpinionHistory]) -> Table:
    """The law of conformity from stated probabilities and from draws."""
    found = _table(
        "P(change) = a + b × share of those heard who differ",
        ("from", "a [95%]", "b [95%]", "bias [95%]", "answers", "persons"),
        "A law of answers: [95%] by persons, not by networks. bias: P(up) − P(down) where nobody differs. Both rows "
        "cost the same calls.",
    )
    for source, called in (("stated", "stated probabilities"), ("drawn", "0/1 draws")):
        law = conformity_law(histories, source)
        figures = (_estimate(law.base), _estimate(law.slope), _estimate(law.bias))
        found.add_row(called, *figures, str(law.slope.n), str(law.slope.personas))
    return found


def _estimate(estimate: Estimate) -> str:
    interval = "" if pd.isna(estimate.low) else f" [{shown(estimate.low)}, {shown(estimate.high)}]"
    return shown(estimate.value) + interval


def _rules(histories: Sequence[OpinionHistory]) -> Table:
    """The rules of the field on the same graph, from the same first stances."""
    ends = [history.values[-1] for history in histories]
    mean = sum(float(pd.Series(end).mean()) for end in ends) / len(ends)
    found = _table(
        "opinion rules on the same network, from the same first stances",
        ("rule", "fitted to", "mean at the end", "error of the mean", "error of persons"),
        f"The society ends at {shown(mean)}. Errors in points: mean over rounds; root mean square over people "
        "and rounds." + (" Fitted to this very network: no forecast." if len(histories) == 1 else ""),
    )
    for row in rule_errors(histories).itertuples():
        where = "" if row.fitted == "no" else str(row.fitted)
        found.add_row(str(row.rule), where, *(shown(float(x)) for x in (row.end, row.mean_error, row.person_error)))  # type: ignore[arg-type]
    return found


def _fits(histories: Sequence[OpinionHistory]) -> Text:
    """The parameters of the fitted rules in lines."""
    frame = rule_fits(histories)
    lines = []
    for rule, rows in frame.groupby("rule", sort=False):
        lines.append(f"{rule}: " + ", ".join(f"{row.parameter} {_cell(row)}" for row in rows.itertuples()))
    persons = int(frame["persons"].iloc[0])
    return Text("\n".join([f"\nfitted parameters [95% by {persons} persons]", *lines]))
