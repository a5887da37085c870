"""The labels of a coding and the figures of a coder for the terminal, with the coder's agreement with annotators."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.report.html.untrusted import visible
from vs_sim.study.coding.agreement import Agreement
from vs_sim.study.coding.label_counts import LabelCounts, agreement_numbers
from vs_sim.study.coding.published_codings import CodingFigures, PublishedAgreement
from vs_sim.study.data.estimate import shown

AGREEMENT = ("kappa [95%]", "alpha [95%]")
"""The columns of agreement: Cohen's kappa and Krippendorff's alpha."""


def coding_table(found: LabelCounts) -> RenderableType:
    """Every label with the turns and dialogues that carry it, and the coder's agreement with annotators."""
    table = _table(("label", "turns", "dialogues", "share", *AGREEMENT))
    for label, (turns, dialogues) in found.rows.items():
        share = shown(dialogues / found.dialogues) if found.dialogues else ""
        cells = (label, str(turns or ""), str(dialogues), share, *_coefficients(found.known(label)))
        table.add_row(*(escape(visible(cell)) for cell in cells))
    head = f"{found.coding} coded by {found.coder} in {found.dialogues} dialogues"
    where = "in this run" if found.agreement else "on the human text"
    said = f"kappa, alpha: agreement with the annotators of {found.annotated} per turn, {where}."
    parts = [Text(STANDIN_NOTICE, style="bold yellow")] if found.standin else []
    notes = [Text(visible(said), style="dim")] if found.agreement or found.human else []
    return Group(*parts, Text(visible(head), style="bold"), table, *notes)


def figures_table(found: CodingFigures) -> RenderableType:
    """Published figures of a coder: the sample, its agreement with annotators, every figure of every group."""
    facts = {"people": found.population, "rule": found.rule, "made by": found.computed.command}
    facts |= {"source": found.source.citation or found.source.name, "licence": found.source.license}
    lines = [Text(visible(f"{found.id}: {found.title}"), style="bold")]
    lines += [Text(visible(f"{name}: {text}")) for name, text in facts.items() if text]
    parts: list[RenderableType] = [*lines]
    if found.agreement:
        table = _table(("label", *AGREEMENT, "turns", "dialogues"))
        for label, known in found.agreement.items():
            table.add_row(label, *map(escape, _coefficients(known)), str(known.n), str(known.dialogues))
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


def _coefficients(known: Agreement | PublishedAgreement | None) -> tuple[str, str]:
    """Cohen's kappa and Krippendorff's alpha with their intervals; empty where they are not known."""
    numbers = agreement_numbers(known)
    kappa, alpha = (tuple(numbers[f"{name}{end}"] for end in ("", "_low", "_high")) for name in ("kappa", "alpha"))
    return _interval(*kappa), _interval(*alpha)


def _interval(number: float | None, low: float | None, high: float | None) -> str:
    if number is None:
        return ""
    return shown(number) if low is None or high is None else f"{shown(number)} [{shown(low)}, {shown(high)}]"


def _table(columns: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for at, column in enumerate(columns):
        table.add_column(escape(column), justify="right" if at else "left")
    return table
