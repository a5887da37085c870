"""A sweep as it is read: its cells, their runs, a table of what they say, and their contrasts in pairs."""

from __future__ import annotations

from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.log.run import Run
from vs_sim.sweep.settings import setting_text
from vs_sim.sweep.sweep_folder import CellProgress, Folder, cell_progress, status

if TYPE_CHECKING:
    import pandas as pd

    from vs_sim.sweep.results import CellResult


class Sweep:
    """One sweep, read from its folder; nothing here writes.

    Args:
        folder: The sweep's folder.

    Raises:
        LogError: The folder holds no sweep.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.known: dict[str, Any] = Folder(self.folder).read()

    @property
    def title(self) -> str:
        """What the sweep is called."""
        return str(self.known["title"])

    @property
    def varied(self) -> list[str]:
        """The paths of the scenario that differ between cells."""
        return list(self.known["varied"])

    @cached_property
    def runs(self) -> dict[str, Run]:
        """The runs of the cells that have begun, by the cell's name, in the order of the plan."""
        folder = Folder(self.folder)
        ids = [str(cell["id"]) for cell in self.known["cells"]]
        return {id_: Run(folder.cell(id_)) for id_ in ids if cell_progress(folder.cell(id_)).begun}

    @property
    def finished(self) -> dict[str, Run]:
        """The completed runs."""
        return {id_: run for id_, run in self.runs.items() if run.state == "done"}

    @property
    def replicates(self) -> dict[str, list[Run]]:
        """The completed runs by the label of their cells, replicates together."""
        found: dict[str, list[Run]] = {}
        for cell in self.known["cells"]:
            if run := self.finished.get(cell["id"]):
                found.setdefault(str(cell["label"]), []).append(run)
        return found

    @property
    def standin(self) -> bool:
        """Whether a stand-in answered in any cell, so that nothing here is evidence about people."""
        return any(run.standin for run in self.runs.values())

    @property
    def cells(self) -> pd.DataFrame:
        """One row per cell, in the order of the plan.

        Columns: `cell` (its name), `label`, `replicate`, `settings` (what was varied, as text), `status` (`done`,
        `failed`, `open` or `waiting`), `dialogues` (completed), `failed` (dialogues), `calls`, `usd` (missing
        when any price is unknown), `reason` (why a cell failed; empty for none).
        """
        import pandas as pd

        rows = [self._row(cell, cell_progress(Folder(self.folder).cell(cell["id"]))) for cell in self.known["cells"]]
        return pd.DataFrame(rows)

    def _row(self, cell: dict[str, Any], at: CellProgress) -> dict[str, Any]:
        reason = str(self.known["failures"].get(cell["id"], ""))
        return {
            "cell": cell["id"],
            "label": cell["label"],
            "replicate": cell["replicate"],
            "settings": ", ".join(f"{path}={setting_text(value)}" for path, value in cell["settings"].items()),
            "status": status(at, reason),
            "dialogues": at.dialogues,
            "failed": at.failed,
            "calls": int(at.spent.calls),
            "usd": float("nan") if at.usd is None else at.usd,
            "reason": reason,
        }

    @cached_property
    def _table(self) -> pd.DataFrame:
        from vs_sim.sweep.results import cell_table

        return cell_table(self._results(), self.varied)

    @cached_property
    def _contrasts(self) -> pd.DataFrame:
        from vs_sim.sweep.results import condition_contrasts

        return condition_contrasts(self._results())

    @cached_property
    def _divergences(self) -> pd.DataFrame:
        from vs_sim.sweep.tables.divergences import divergence_table

        return divergence_table(self._results(), self.known.get("divergence_from"))

    def _results(self) -> list[CellResult]:
        from vs_sim.sweep.results import CellResult

        runs = self.finished
        return [
            CellResult(cell["id"], cell["label"], cell["settings"], cell["replicate"], runs.get(cell["id"]))
            for cell in self.known["cells"]
        ]

    def table(self) -> pd.DataFrame:
        """One row per cell and measure; see `vs_sim.sweep.results.cell_table`."""
        return self._table.copy()

    def contrasts(self) -> pd.DataFrame:
        """One row per pair of cells and measure; see `vs_sim.sweep.results.condition_contrasts`."""
        return self._contrasts.copy()

    @property
    def diverging(self) -> tuple[str, pd.DataFrame] | None:
        """The label of the cell from which others diverge, and by how much; None where the plan names none."""
        named = self.known.get("divergence_from")
        return (str(named), self.divergences()) if named else None

    def divergences(self) -> pd.DataFrame:
        """One row per question and cell; see `vs_sim.sweep.tables.divergences.divergence_table`."""
        return self._divergences.copy()

    def __repr__(self) -> str:
        counts = self.cells["status"].value_counts()
        said = ", ".join(f"{count} {word}" for word, count in counts.items())
        return f"Sweep({str(self.folder)!r}, {len(self.known['cells'])} cells: {said})"

    def _repr_html_(self) -> str:
        test = f"<p><b>{STANDIN_NOTICE}</b></p>" if self.standin else ""
        frame = self.cells.drop(columns=["settings"] if self.cells["reason"].any() else ["settings", "reason"])
        return f"<h3>{escape(self.title)}</h3>{test}{frame.to_html(index=False, escape=True, border=0)}"
