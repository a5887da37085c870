"""A coding and the figures of a coder for the terminal, with the agreement that tells how far to trust them."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.html.untrusted import visible
from vs_sim.study.coding.agreement import Agreement
from vs_sim.study.coding.label_counts import LabelTally
from vs_sim.study.coding.published_codings import CodingFigures, PublishedAgreement
from vs_sim.study.data.estimate import shown


def coding_table(found: LabelTally) -> RenderableType:
    """Every label with the turns and dialogues that carry it, and the coder's agreement with annotators."""
    table = _table(("label", "turns", "dialogues", "share", "kappa [95%]"))
    for label, (turns, dialogues) in found.rows.items():
        share = shown(dialogues / found.dialogues) if found.dialogues else ""
        cells = (label, str(turns or ""), str(dialogues), share, _kappa(found.kappa(label)))
        table.add_row(*(escape(visible(cell)) for cell in cells))
    head = f"{found.coding} coded by {found.coder} in {found.dialogues} dialogues"
    where = "in this run" if found.agreement else "on the human text"
    said = f"kappa: agreement with the annotators of PersuasionForGood per turn, {where}."
    parts = [Text(STANDIN_NOTICE, style="bold yellow")] if found.standin else []
    notes = [Text(said, style="dim")] if found.agreement or found.human else []
    return Group(*parts, Text(visible(head), style="bold"), table, *notes)


def figures_table(found: CodingFigures) -> RenderableType:
    """Published figures of a coder: the sample, its agreement with annotators, every figure of every group."""
    facts = {"people": found.population, "rule": found.rule, "made by": found.computed.command}
    facts |= {"source": found.source.citation or found.source.name, "licence": found.source.license}
    lines = [Text(visible(f"{found.id}: {found.title}"), style="bold")]
    lines += [Text(visible(f"{name}: {text}")) for name, text in facts.items() if text]
    parts: list[RenderableType] = [*lines]
    if found.agreement:
        table = _table(("label", "kappa [95%]", "turns", "dialogues"))
        for label, known in found.agreement.items():
            table.add_row(label, escape(_kappa(known)), str(known.n), str(known.dialogues))
        parts += [Text(f"agreement with annotators, {found.how}", style="bold"), table]
    for group, figures in found.groups.items():
        table = _table(("figure", "value", "standard error", "sd", "n", "people"))
        for name, row in figures.items():
            numbers = (shown(row.value, digits=3), _number(row.error), _number(row.sd))
            table.add_row(escape(visible(name)), *numbers, str(row.n or ""), str(row.people or ""))
        parts += [Text(f"group {group}", style="bold"), table]
    return Group(*parts, *(Text(visible(caveat), style="dim") for caveat in found.caveats))


def _number(number: float | None) -> str:
    return "" if number is None else shown(number, digits=3)


def _kappa(known: Agreement | PublishedAgreement | None) -> str:
    return "" if known is None else f"{shown(known.kappa)} [{shown(known.low)}, {shown(known.high)}]"


def _table(columns: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for at, column in enumerate(columns):
        table.add_column(escape(column), justify="right" if at else "left")
    return table
