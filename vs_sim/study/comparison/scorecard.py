"""The scorecard of a run: every comparison with its comparator, the primary outcome first; verdicts, no total score.

The primary outcome alone has the verdict of the statistical contract; all other tested rows are judged together
(`vs_sim.study.inference.judging`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.study.data.estimate import DETECTED, Estimate, shown


@dataclass(frozen=True)
class ScorecardLine:
    """One row: an estimate with its label and the period of its reference data.

    Attributes:
        estimate: The figures.
        label: The measure as a table says it; empty for its name.
        period: When the people of the reference data took part.
        tested: Whether it is judged together with the other tested rows; other rows are descriptive.
        clear: Whether it is shown in any case; others of a long section are shown only when a difference is detected.
        run: The folder name of the run that the row is about, in a comparison of several.
    """

    estimate: Estimate
    label: str = ""
    period: str = ""
    tested: bool = True
    clear: bool = True
    run: str = ""

    @property
    def name(self) -> str:
        """The measure as a table says it."""
        return self.label or self.estimate.name


@dataclass(frozen=True)
class ScorecardSection:
    """Rows that belong together, with their remarks.

    Attributes:
        title: What a table is called.
        lines: The rows.
        remarks: Sentences below the table.
        topic: What the rows are about, where a page draws them.
        role: Whose language the rows are about; empty for other topics.
    """

    title: str
    lines: tuple[ScorecardLine, ...] = ()
    remarks: tuple[str, ...] = ()
    topic: Literal["", "behaviour", "language"] = ""
    role: str = ""

    @property
    def shown(self) -> list[ScorecardLine]:
        """The rows of a table: those that are clear, and those with a detected difference."""
        return [line for line in self.lines if line.clear or line.estimate.verdict in DETECTED]

    @property
    def said(self) -> list[str]:
        """The remarks below the table."""
        left = len(self.lines) - len(self.shown)
        return [*([f"{left} more rows, none of them shown to differ."] if left else []), *self.remarks]


@dataclass(frozen=True)
class Scorecard:
    """A run compared with human data or with another run.

    Attributes:
        title: Which run.
        comparator: What the run is compared with, as a phrase.
        standin: Whether a stand-in answered.
        head: The primary outcome; None where nothing is compared.
        sections: In reading order.
        conclusion: One sentence on what may and what may not be concluded.
        frozen: Whether the run is confirmatory or exploratory, and why; empty where that is not known.
    """

    title: str
    comparator: str
    standin: bool
    head: Estimate | None
    sections: tuple[ScorecardSection, ...]
    conclusion: str
    frozen: str = ""

    def __iter__(self) -> Iterator[ScorecardLine]:
        return (line for section in self.sections for line in section.lines)

    def __getitem__(self, name: str) -> Estimate:
        """The first estimate of a measure, by its name."""
        for line in self:
            if line.estimate.name == name:
                return line.estimate
        raise KeyError(name)

    def to_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        rows = [
            {"section": section.title, "label": line.name, "period": line.period, **line.estimate.to_dict()}
            for section in self.sections
            for line in section.lines
        ]
        remarks = [remark for section in self.sections for remark in section.remarks]
        head = self.head.to_dict() if self.head else None
        facts = {"title": self.title, "comparator": self.comparator, "standin": self.standin}
        return {
            **facts,
            "primary": head,
            "rows": rows,
            "remarks": remarks,
            "conclusion": self.conclusion,
            "frozen": self.frozen,
        }

    def __repr__(self) -> str:
        return f"Scorecard({self.title} compared with {self.comparator}: {self.head!r})"

    def _repr_html_(self) -> str:
        test = f"<p><b>{STANDIN_NOTICE}</b></p>" if self.standin else ""
        body = "".join(_section(section) for section in self.sections)
        title = f"<h3>{escape(self.title)} compared with {escape(self.comparator)}</h3>"
        return f"{title}{test}{body}<p>{escape(self.conclusion)}</p><p>{escape(self.frozen)}</p>"


SCORECARD_COLUMNS = (
    "measure",
    "simulated",
    "reference",
    "difference [95%]",
    "n",
    "period",
    "people",
    "noise",
    "margin",
    "verdict",
)
"""The columns of its table."""


def line_cells(line: ScorecardLine) -> list[str]:
    """The cells of a row, as in `SCORECARD_COLUMNS`; a blank one is not measured by this kind of measure."""
    found = line.estimate
    summary = not math.isnan(found.human)
    interval = "" if math.isnan(found.low) else f" [{shown(found.low)}, {shown(found.high)}]"
    alone = math.isnan(found.difference) and found.reference == ""
    apart = f"{shown(found.difference, sign='+')}{interval}" if summary else f"{shown(found.value)}{interval}"
    return [
        line.name + (f" ({found.unit})" if found.unit else ""),
        shown(found.value) + (interval if alone else "") if summary or alone else "",
        shown(found.human) if summary else "",
        "" if alone else apart,
        str(found.n),
        line.period,
        str(found.people or ""),
        "" if math.isnan(found.sampling_noise) else shown(found.sampling_noise, digits=3),
        "" if math.isnan(found.margin) else shown(found.margin),
        found.verdict_text,
    ]


def _section(section: ScorecardSection) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in SCORECARD_COLUMNS)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line_cells(line)) + "</tr>" for line in section.shown
    )
    table = f"<table><tr>{head}</tr>{body}</table>" if section.shown else ""
    remarks = "".join(f"<p><small>{escape(remark)}</small></p>" for remark in section.said)
    return f"<h4>{escape(section.title)}</h4>{table}{remarks}"
