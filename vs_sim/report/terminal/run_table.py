"""Tables for the terminal: outcomes compared with human data, and one dialogue with its candidates."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.log.integrity.frozen_record import frozen_sentence
from vs_sim.report.html.untrusted import visible
from vs_sim.report.terminal.answer_table import answer_tables
from vs_sim.report.terminal.published_table import context_table
from vs_sim.report.terminal.society_table import is_society, society_tables
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.comparison.published_llm import printed_beside
from vs_sim.study.data.estimate import Estimate, shown

if TYPE_CHECKING:
    import pandas as pd

    from vs_sim.log.run import Run


def run_table(run: Run, validation: Estimate | None) -> RenderableType:
    """What a run says about its outcomes, the primary one first."""
    done, failed = run.counts
    cost = "unknown" if run.usd is None else f"${run.usd:.4f}"
    parts: list[RenderableType] = []
    if run.standin:
        parts.append(Text(STANDIN_NOTICE, style="bold yellow"))
    parts.append(
        Text(f"{done} {_units(run)} completed, {failed} failed; {run.call_count} calls, cost {cost}; seed {run.seed}")
    )
    if frozen := frozen_sentence(run):
        parts.append(Text(visible(frozen)))
    assessed = Assessment(run, validation=validation)
    for question, estimates in assessed.outcomes.items():
        parts.append(_outcome_table(f"{question} compared with {estimates[0].reference}", estimates))
        if printed := printed_beside(run, question):
            parts.append(context_table(run, question, printed))
        if missing := done + failed - assessed.measurements.sample(question).n:
            asked_all = not run.scenario.questions[question].only_if
            why = "the dialogues failed" if asked_all else "it was not asked, or the dialogue failed"
            parts.append(Text(f"{missing} of {done + failed} values of {question} are missing: {why}."))
    if is_society(run):
        parts += society_tables([run])
    else:
        parts += [Text(f"\n{table}") for table in answer_tables(run)]
    if validation is not None:
        parts.append(
            _outcome_table("pipeline validation: the same outcome compared with the ground truth", [validation])
        )
    parts.append(Text(f"digest {run.digest[:16]}", style="dim"))
    return Group(*parts)


def _units(run: Run) -> str:
    """What the units of a run are called: dialogues, or respondents."""
    return "respondents" if run.scenario.kind == "survey" else "dialogues"


def _outcome_table(title: str, estimates: Sequence[Estimate]) -> Table:
    """One row per estimate: the simulated value, the reference, their distance, and sampling noise."""
    table = Table(title=title, title_justify="left", title_style="bold")
    known = bool(estimates) and not estimates[0].people
    for column in (
        "measure",
        "simulated",
        "ground truth" if known else "human data",
        "distance or difference [95%]",
        "noise",
        "margin",
        "verdict",
    ):
        table.add_column(column, justify="left" if column in ("measure", "verdict") else "right")
    for estimate in estimates:
        table.add_row(*cells(estimate))
    if estimates:
        first = estimates[0]
        compared = f"{first.people} people" if first.people else "a known distribution"
        table.caption = (
            f"n = {first.n}, compared with {compared}. noise: sampling noise, exceeded by 5% of samples of n from it."
        )
        table.caption_justify = "left"
    return table


def cells(estimate: Estimate) -> list[str]:
    """The cells of one row."""
    distance = math.isnan(estimate.human)
    interval = "" if math.isnan(estimate.low) else f" [{shown(estimate.low)}, {shown(estimate.high)}]"
    apart = shown(estimate.value) if distance else shown(estimate.difference, sign="+")
    return [
        estimate.name,
        "" if distance else shown(estimate.value),
        "" if distance else shown(estimate.human),
        apart + interval,
        shown(estimate.sampling_noise, digits=3),
        "" if math.isnan(estimate.margin) else shown(estimate.margin),
        estimate.verdict_text,
    ]


def dialogue_table(candidates: pd.DataFrame) -> RenderableType:
    """One dialogue: each answer's candidates with their probabilities, the drawn one marked."""
    table = Table(show_lines=False)
    for column in ("when", "who", "question", "p", "", "answer"):
        table.add_column(column, overflow="fold")
    last: tuple[object, ...] | None = None
    for row in in_order(candidates):
        exchange = "" if row["when"] == math.inf else str(int(row["exchange"]) + 1)
        key = (exchange, row["role"], row["question"])
        head = ("", "", "") if key == last else key
        last = key
        text = escape(visible(row["text"]))
        style = "bold" if row["drawn"] else "dim"
        mark = "→" if row["drawn"] else ""
        table.add_row(*map(str, head), f"{row['probability']:.2f}", mark, f"[{style}]{text}[/{style}]")
    return table


def in_order(candidates: pd.DataFrame) -> Iterable[dict[Hashable, Any]]:
    """The candidates as they were offered: by exchange, each probe after the turns it followed."""
    frame = candidates.assign(when=candidates["exchange"].astype(float).fillna(math.inf))
    return frame.sort_values(["when", "private"], kind="stable").to_dict("records")
