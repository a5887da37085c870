"""Reports: one self-contained HTML page of a run, of several runs, or of a sweep."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from vs_sim.api.comparisons import compare, scorecard
from vs_sim.log.run import Run
from vs_sim.report.html.many_runs_page import comparison_page
from vs_sim.report.html.page import write_report
from vs_sim.report.html.sweep_page import sweep_page
from vs_sim.report.html.template import write_page
from vs_sim.simulation.pipeline_validation import validate_pipeline
from vs_sim.sweep.sweep_folder import is_sweep
from vs_sim.sweep.sweep_run import Sweep


def report(what: Run | Sweep | str | Path | Sequence[Run | str | Path], *, out: str | Path | None = None) -> Path:
    """Write a report: one self-contained HTML page of a run, of several runs, or of a sweep.

    Args:
        what: A run, a sweep, the folder of either, or several runs to compare, the first in the place of human data.
        out: Where to write it; None for `report.html` in the folder, for several runs in that of the first.

    Raises:
        LogError: A folder holds no run.
        VsSimError: The page cannot be written.
    """
    path = Path(out) if out else None
    if isinstance(what, str | Path):
        what = Sweep(what) if is_sweep(what) else Run(what)
    if isinstance(what, Sweep):
        return _sweep(what, path)
    runs = [what] if isinstance(what, Run) else [each if isinstance(each, Run) else Run(each) for each in what]
    return _run(runs[0], path) if len(runs) == 1 else _comparison(runs, path)


def _run(run: Run, out: Path | None) -> Path:
    return write_report(run, out or run.folder / "report.html", validate_pipeline(run))


def _comparison(runs: Sequence[Run], out: Path | None) -> Path:
    cards = [compare(*runs)]
    if len(runs) == 2:
        cards.append(scorecard(runs[1], against=runs[0]))
    return write_page(comparison_page(_by_folder(runs), cards), out or runs[0].folder / "comparison.html")


def _by_folder(runs: Sequence[Run]) -> Mapping[str, Run]:
    """Runs by the names of their folders, numbered where these are the same."""
    found: dict[str, Run] = {}
    for run in runs:
        name = run.folder.resolve().name + (" (imported)" if run.fact("people") else "")
        same = sum(known.partition(" #")[0] == name for known in found)
        found[f"{name} #{same + 1}" if same else name] = run
    return found


def _sweep(sweep: Sweep, out: Path | None) -> Path:
    cells = sweep.cells
    again = cells["replicate"].astype(int) + 1
    labels = dict(zip(cells["cell"], cells["label"] + again.map(lambda n: f" #{n}" if n > 1 else ""), strict=True))
    runs = {str(labels[cell]): run for cell, run in sweep.finished.items()}
    folder = shlex.quote(sweep.folder.resolve().name)
    plan = shlex.quote(str(sweep.known["plan"]))
    sets = "".join(f" --set {shlex.quote(each)}" for each in sweep.known["sets"])
    commands = [f"vs-sim sweep {plan}{sets} --out {folder}", f"vs-sim report {folder}"]
    frames = (cells, sweep.table(), sweep.contrasts())
    text = sweep_page(sweep.title, frames, runs, commands, sweep.diverging)
    return write_page(text, out or sweep.folder / "report.html")
