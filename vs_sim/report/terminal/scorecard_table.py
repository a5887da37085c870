"""A scorecard and a comparison of runs for the terminal: tables with their remarks."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.html.untrusted import visible
from vs_sim.study.comparison.scorecard import SCORECARD_COLUMNS, Scorecard, ScorecardSection, line_cells

_NUMBERS = set(SCORECARD_COLUMNS) - {"measure", "period", "verdict"}


@dataclass(frozen=True)
class CardTable:
    """A section of a card with the columns that it uses."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    said: tuple[str, ...]


def card_tables(card: Scorecard) -> list[CardTable]:
    """The sections of a card for a page."""
    return [_used(section) for section in card.sections]


def _used(section: ScorecardSection) -> CardTable:
    rows = [line_cells(line) for line in section.shown]
    used = [at for at in range(len(SCORECARD_COLUMNS)) if at == 0 or any(row[at] for row in rows)]
    kept = tuple(tuple(row[at] for at in used) for row in rows)
    return CardTable(section.title, tuple(SCORECARD_COLUMNS[at] for at in used), kept, tuple(section.said))


def card_table(card: Scorecard) -> RenderableType:
    """A card from the primary outcome to the sentence on what may be concluded."""
    parts: list[RenderableType] = [Text(visible(f"{card.title} compared with {card.comparator}"), style="bold")]
    if card.standin:
        parts.append(Text(STANDIN_NOTICE, style="bold yellow"))
    for section in card.sections:
        parts += section_table(section)
    parts.append(Text(visible(card.conclusion), style="bold"))
    return Group(*parts, *([Text(visible(card.frozen))] if card.frozen else []))


def section_table(section: ScorecardSection) -> list[RenderableType]:
    """One section: its title, its rows, its remarks."""
    parts: list[RenderableType] = [Text(""), Text(visible(section.title), style="bold")]
    if section.shown:
        used = _used(section)
        table = Table(box=None, pad_edge=False)
        for at, column in enumerate(used.columns):
            table.add_column(column, justify="right" if column in _NUMBERS else "left", no_wrap=at != 0)
        for row in used.rows:
            table.add_row(*(escape(visible(cell)) for cell in row))
        parts.append(table)
    return [*parts, *(Text(visible(remark), style="dim") for remark in section.said)]
