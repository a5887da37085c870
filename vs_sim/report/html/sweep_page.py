"""The page of a sweep, given plain frames and the runs of its cells, so that it need not know what a sweep is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from vs_sim.log.run import Run
from vs_sim.report import wording
from vs_sim.report.figures import plots
from vs_sim.report.html.chapters import Chapter, drawn, resistance_chapter
from vs_sim.report.html.many_runs_page import (
    MOST_LINES,
    Several,
    alignment_chapter,
    compared_question,
    courses,
    outcomes,
    render_several,
)
from vs_sim.report.terminal.divergence_rows import (
    DIVERGENCE_HEAD,
    DIVERGENCE_NOTE,
    divergence_rows,
    divergence_title,
)
from vs_sim.report.terminal.scorecard_table import CardTable
from vs_sim.report.terminal.sweep_tables import (
    CAPTION,
    PAIRED,
    figure,
    interval,
    outcome_cells,
    p_value,
    verdict_of_row,
    whole_number,
)
from vs_sim.study.comparison.choose_comparator import behaviour_of
from vs_sim.study.data.estimate import shown

OUTCOME = ("cell", "n", "people", "simulated", "reference", "difference [95%]", "noise", "margin", "p", "verdict")
PAIRS = ("measure", "first", "second", "pairs", "difference [95%]", "p", "verdict")
CELLS = ("cell", "label", "settings", "status", "dialogues", "failed", "calls", "USD", "reason")


def sweep_page(
    title: str,
    frames: Sequence[pd.DataFrame],
    runs: Mapping[str, Run],
    again: Sequence[str] = (),
    divergences: tuple[str, pd.DataFrame] | None = None,
) -> str:
    """The page of a sweep.

    Args:
        title: What it is called.
        frames: Its cells, its table and its contrasts, with the columns of a sweep's.
        runs: What each finished cell is called, to its run.
        again: The commands that reproduce it.
        divergences: The cell from which others diverge, and by how much; None where the plan names none.
    """
    cells, table, contrasts = frames
    chapters = [*_diverging(divergences), *_primary(table, runs), *_paired(table, contrasts)]
    if runs:
        if len(runs) <= MOST_LINES:
            chapters += [*resistance_chapter({label: behaviour_of(run) for label, run in runs.items()}), *courses(runs)]
        if table["measure"].isin(("distinct@1", "readability")).any():
            chapters.append(alignment_chapter(table))
    chapters += [_everything(table), _cells(cells)]
    done, failed = int(cells["dialogues"].sum()), int((cells["status"] == "failed").sum())
    usd = "unknown" if cells["usd"].isna().any() else f"${cells['usd'].sum():.4f}"
    facts = [f"{len(cells)} cells", f"{done} dialogues", f"{int(cells['calls'].sum())} model calls", f"cost {usd}"]
    answer = list(_answer(table)) or ["No cell is finished."]
    if failed:
        answer.append(f"{failed} of {len(cells)} cells failed: what they would have shown is missing.")
    return render_several(Several(title, facts, answer, chapters, again), runs)


def _leading(table: pd.DataFrame) -> tuple[str, str]:
    """The measure that comes first, and what it is of."""
    if table.empty:
        return "", ""
    return str(table["measure"].iloc[0]), str(table["of"].iloc[0])


def _answer(table: pd.DataFrame) -> Iterator[str]:
    """What the primary outcome says in each cell, counted, and the range of it."""
    name, of = _leading(table)
    rows = table[(table["measure"] == name) & (table["of"] == of)].dropna(subset=["value"])
    if rows.empty:
        return
    counted = Counter(verdict_of_row(row) for row in rows.dropna(subset=["verdict"]).to_dict("records"))
    said = ", ".join(f"{count} {verdict}" for verdict, count in counted.most_common()) or "none has a verdict"
    label = wording.LABELS.get(name, name)
    cells = "cell" if len(rows) == 1 else "cells"
    yield f"Of {len(rows)} finished {cells}, by the {label} of {of.replace('_', ' ')} to human data: {said}."
    ordered = rows.sort_values("value").to_dict("records")
    low, high = ordered[0], ordered[-1]
    ends = [f"{row['label']} {shown(row['value'])}{interval(row)}, n = {row['n']}" for row in (low, high)]
    noise, margin = shown(low["sampling_noise"], digits=3), figure(low["margin"])
    context = f"sampling noise {noise}" + (f", margin {margin}" if margin else "")
    yield f"From {ends[0]} to {ends[1]}; {context}." if len(rows) > 1 else f"{ends[0]}; {context}."


def _primary(table: pd.DataFrame, runs: Mapping[str, Run]) -> Iterator[Chapter]:
    """The primary outcome by cell, and how the answers lie."""
    name, of = _leading(table)
    if not name or not runs:
        return
    question, reference = compared_question(runs)
    lie = outcomes(runs, question, reference) if question else None
    rows = table[(table["measure"] == name) & (table["of"] == of)]
    said = "; ".join(f"{row['label']}: {figure(row['value'])}{interval(row)}" for row in rows.to_dict("records"))
    label = wording.LABELS.get(name, name)
    forest = drawn(
        plots.by_cell(table, name, of), "cells", f"{label} of {of} by cell", said,
        "Whiskers: 95%. Shaded: within the equivalence margin. Strokes: sampling noise.",
    )  # fmt: skip
    figures = (forest, *(lie.figures if lie else ()))
    yield Chapter("outcomes", "Outcomes", f"{label} of {of.replace('_', ' ')}, by cell", "", figures, (CAPTION,),
                  (_outcome(table, name, of),))  # fmt: skip


def _diverging(divergences: tuple[str, pd.DataFrame] | None) -> Iterator[Chapter]:
    """How far the answers of each cell are from the exact distribution of one, by question."""
    if divergences is None or divergences[1].empty:
        return
    reference, frame = divergences
    tables = tuple(
        CardTable(str(question), *_used(DIVERGENCE_HEAD[1:], [row[1:] for row in divergence_rows(rows)]), ())
        for question, rows in frame.groupby("question", sort=False)
    )
    title = divergence_title(reference).capitalize()
    yield Chapter("divergence", "Divergence", title, "", (), (DIVERGENCE_NOTE,), tables)


def _outcome(table: pd.DataFrame, name: str, of: str) -> CardTable:
    rows = table[(table["measure"] == name) & (table["of"] == of)].to_dict("records")
    return CardTable(f"{name} of {of}", *_used(OUTCOME, [outcome_cells(row) for row in rows]), ())


def _paired(table: pd.DataFrame, contrasts: pd.DataFrame) -> Iterator[Chapter]:
    """The contrasts in pairs, of the measures of the primary outcome first."""
    if contrasts.empty:
        return
    name, of = _leading(table)
    mine = contrasts[contrasts["of"] == of] if (contrasts["of"] == of).any() else contrasts
    name = name if (mine["measure"] == name).any() else str(mine["measure"].iloc[0])
    of = str(mine["of"].iloc[0])
    rows = mine[mine["measure"] == name].to_dict("records")
    said = "; ".join(f"{row['first']} less {row['second']}: {figure(row['difference'], '+')}" for row in rows)
    forest = drawn(
        plots.contrasts(mine, name, of), "contrasts", f"Contrasts of {name} in pairs", said,
        f"First less second, {name} of {of}. Whiskers: 95%, by resampling persons with their pairs.",
    )  # fmt: skip
    tables = tuple(
        CardTable(f"Contrasts of {kind}", *_used(PAIRS, [_pair(row) for row in group.to_dict("records")]), ())
        for kind, group in contrasts.groupby("of", sort=False)
    )
    yield Chapter("contrasts", "Contrasts", "Cells in pairs", "", (forest,), (PAIRED,), tables)


def _pair(row: Mapping[Any, Any]) -> list[str]:
    difference = figure(row["difference"], "+") + interval(dict(row))
    verdict = row["verdict"] if isinstance(row["verdict"], str) else ""
    return [
        row["measure"],
        row["first"],
        row["second"],
        whole_number(row["n"]),
        difference,
        p_value(row["p_adjusted"]),
        verdict,
    ]


def _everything(table: pd.DataFrame) -> Chapter:
    """Every measure in every cell."""
    pairs = dict.fromkeys(zip(table["measure"], table["of"], strict=True))
    tables = tuple(_outcome(table, name, of) for name, of in list(pairs)[1:])
    lead = "One table a measure. p is corrected for the number of cells; rows without a verdict are descriptive."
    return Chapter("measures", "Measures", "Everything measured", lead, (), (), tables)


def _cells(cells: pd.DataFrame) -> Chapter:
    """What was varied, what is missing, and what it cost."""
    rows = []
    for row in cells.to_dict("records"):
        usd = "unknown" if math.isnan(row["usd"]) else f"{row['usd']:.4f}"
        counts = [str(row[name]) for name in ("dialogues", "failed", "calls")]
        facts = [str(row.get(name, "")) for name in ("cell", "label", "settings", "status")]
        rows.append([*facts, *counts, usd, str(row["reason"])])
    left = int((cells["status"] != "done").sum())
    notes = (f"{left} of {len(cells)} cells are not completed: their values are missing, not zero.",) if left else ()
    table = CardTable("Cells", *_used(CELLS, rows), ())
    return Chapter("cells", "Cells", "Cells, what is missing, and cost", "", (), notes, (table,))


def _used(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The columns that any row fills, and the rows cut to them."""
    used = [at for at in range(len(columns)) if at == 0 or any(row[at] for row in rows)]
    return tuple(columns[at] for at in used), tuple(tuple(row[at] for at in used) for row in rows)
