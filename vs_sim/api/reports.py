"""Which page belongs to what: a run, several runs beside each other, or a sweep."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vs_sim.log.run import Run

if TYPE_CHECKING:
    from vs_sim.sweep.sweep_run import Sweep


def write(what: Run | Sweep | str | Path | Sequence[Run | str | Path], out: Path | None) -> Path:
    """Write the page that belongs to it; see `vs_sim.api.runs.report`."""
    from vs_sim.api import sweeps
    from vs_sim.sweep.sweep_run import Sweep

    if isinstance(what, str | Path):
        what = Sweep(what) if sweeps.is_sweep(what) else Run(what)
    if isinstance(what, Sweep):
        return _sweep(what, out)
    runs = [what] if isinstance(what, Run) else [each if isinstance(each, Run) else Run(each) for each in what]
    return _run(runs[0], out) if len(runs) == 1 else _comparison(runs, out)


def _run(run: Run, out: Path | None) -> Path:
    from vs_sim.report.html.page import write_report
    from vs_sim.simulation.pipeline_validation import self_test

    return write_report(run, out or run.folder / "report.html", self_test(run))


def _comparison(runs: Sequence[Run], out: Path | None) -> Path:
    from vs_sim.api import comparisons
    from vs_sim.report.html.many_runs_page import comparison_page
    from vs_sim.report.html.page import write_page

    cards = [comparisons.compare(*runs)]
    if len(runs) == 2:
        cards.append(comparisons.card(runs[1], against=runs[0]))
    return write_page(comparison_page(named(runs), cards), out or runs[0].folder / "comparison.html")


def named(runs: Sequence[Run]) -> Mapping[str, Run]:
    """Runs by the names of their folders, told apart where these are the same."""
    found: dict[str, Run] = {}
    for run in runs:
        name = run.folder.resolve().name + (" (imported)" if run.fact("people") else "")
        same = sum(known.partition(" #")[0] == name for known in found)
        found[f"{name} #{same + 1}" if same else name] = run
    return found


def _sweep(sweep: Sweep, out: Path | None) -> Path:
    from vs_sim.report.html.page import write_page
    from vs_sim.report.html.sweep_page import sweep_page

    cells = sweep.cells
    again = cells["replicate"].astype(int) + 1
    labels = dict(zip(cells["cell"], cells["label"] + again.map(lambda n: f" #{n}" if n > 1 else ""), strict=True))
    runs = {str(labels[cell]): run for cell, run in sweep.finished.items()}
    folder = shlex.quote(sweep.folder.resolve().name)
    plan = shlex.quote(str(sweep.known["plan"]))
    sets = "".join(f" --set {shlex.quote(each)}" for each in sweep.known["sets"])
    commands = [f"vs-sim sweep {plan}{sets} --out {folder}", f"vs-sim report {folder}"]
    text = sweep_page(sweep.title, (cells, sweep.table(), sweep.contrasts()), runs, commands)
    return write_page(text, out or sweep.folder / "report.html")
