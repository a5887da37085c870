"""A reference and a plan for the terminal: with their caveats."""

from __future__ import annotations

import numpy as np
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vs_sim.personas.population import Marginal, Population
from vs_sim.report.html.untrusted import visible
from vs_sim.study.data.estimate import shown
from vs_sim.study.data.provenance import Header
from vs_sim.study.data.published_figures import Moments
from vs_sim.study.data.reference import Reference
from vs_sim.study.inference.power import _COLUMNS, SizePlan

_FEW = 6
"""Levels of a trait that are listed."""


def reference_table(found: Reference | Moments) -> RenderableType:
    """Who these people are, what was counted, and the caveats."""
    made = found.computed
    facts = {
        "people": found.population,
        "period": found.period,
        "rule": found.rule,
        "unit": found.unit,
        "made by": made.command,
        **origin(found),
    }
    lines = [Text(visible(f"{found.id}: {found.title}"), style="bold")]
    lines += [Text(visible(f"{name}: {text}")) for name, text in facts.items() if text]
    body = counts(found) if isinstance(found, Reference) else _figures(found)
    return Group(*lines, body, *(Text(visible(caveat), style="dim") for caveat in found.caveats))


def origin(header: Header) -> dict[str, str]:
    """Where the data come from."""
    source = header.source
    return {"source": source.citation or source.name, "licence": source.license, "changes": source.changes}


def counts(reference: Reference) -> RenderableType:
    """Every value, how often it was given, its share and the share of at most it."""
    exact = "a known distribution, no human data"
    size = exact if reference.n is None else f"{reference.n} values of {reference.people} people"
    table = _table(("value", "count", "share", "at most"))
    rows = zip(reference.values, reference.counts, reference.probabilities, reference.curve, strict=True)
    for value, count, share, below in rows:
        number = "" if reference.exact else f"{count:g}"
        table.add_row(f"{value:g}", number, shown(float(share), digits=3), shown(float(below), digits=3))
    summary = f"mean {reference.mean:.3f}, median {reference.median:g}, share above 0 {reference.donor_share:.3f}"
    return Group(Text(f"{size}; {summary}"), table)


def _figures(moments: Moments) -> RenderableType:
    """Every figure with its standard error."""
    table = _table(("measure", "value", "standard error", "n", "people"))
    for name, row in moments.rows.items():
        error = "not printed" if row.error is None else f"{row.error:.3f}"
        table.add_row(escape(visible(name)), f"{row.value:.4f}", error, str(row.n or ""), str(row.people or ""))
    return table


def population_table(found: Population) -> RenderableType:
    """Who these people are, and how each trait is spread among them."""
    facts = {"people": found.population, "rule": found.rule, "made by": found.computed.get("command", "")}
    facts["source"] = str(found.source.get("citation") or found.source.get("name", ""))
    lines = [Text(visible(f"{found.id}/personas: {found.title}"), style="bold")]
    lines += [Text(visible(f"{name}: {text}")) for name, text in facts.items() if text]
    table = _table(("trait", "mean", "sd", "levels and their shares"))
    for name, marginal in found.traits.items():
        table.add_row(*(escape(visible(cell)) for cell in (name, *_spread(marginal))))
    caveats = (Text(visible(caveat), style="dim") for caveat in found.caveats)
    return Group(*lines, Text(f"{found.people} persons"), table, *caveats)


def _spread(marginal: Marginal) -> tuple[str, str, str]:
    """Mean and standard deviation of numbers, and the shares of few levels."""
    shares = np.asarray(marginal.counts) / sum(marginal.counts)
    few = ", ".join(f"{value} {shown(float(share))}" for value, share in zip(marginal.values, shares, strict=True))
    levels = few if len(shares) <= _FEW else f"{marginal.values[0]} to {marginal.values[-1]}, {len(shares)} levels"
    if any(isinstance(value, str) for value in marginal.values):
        return "", "", levels
    numbers = np.asarray(marginal.values, dtype=np.float64)
    mean = float(shares @ numbers)
    return f"{mean:.2f}", f"{float(np.sqrt(shares @ (numbers - mean) ** 2)):.2f}", levels


def plan_table(plan: SizePlan) -> RenderableType:
    """What a number of dialogues can show, and what that means."""
    table = _table(_COLUMNS)
    for row in plan.rows():
        table.add_row(*row)
    return Group(*(Text(visible(sentence), style="bold") for sentence in plan.sentences), table)


def _table(columns: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for at, column in enumerate(columns):
        table.add_column(column, justify="right" if at else "left")
    return table
