"""Parts that were run apart are collected: of a run into one log, of a sweep into one folder of cells.

Collecting again changes nothing unless a part has gone on since.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from vs_sim.errors import LogError
from vs_sim.log.merge_logs import merge_logs
from vs_sim.log.part import Part
from vs_sim.log.run import Run
from vs_sim.simulation.part_run import same_scenario
from vs_sim.simulation.run_inputs import INPUTS
from vs_sim.sweep.collecting.collect_cells import collect_cells
from vs_sim.sweep.collecting.collected import Collected, Unfinished
from vs_sim.sweep.collecting.find_parts import Found, folders_of_parts, one_of_each
from vs_sim.sweep.sweep_folder import is_sweep
from vs_sim.world.kind import KINDS, unit_name

_OUTSIDE = "SELECT unit FROM {} WHERE unit < ? OR unit > ? LIMIT 1"


def collect_parts(folders: Sequence[str | Path], out: str | Path | None = None) -> Collected:
    """Collect the parts of a run or of a sweep.

    Args:
        folders: Folders of parts, or the folder in which they lie.
        out: Where to; by default the folder in which the parts lie.

    Raises:
        LogError: The folders do not hold parts of one and the same run or sweep, or `out` holds something else.
    """
    named = [Path(folder) for folder in folders]
    parts = folders_of_parts(named)
    target = Path(out) if out is not None else _common_folder(named, parts)
    sweeps = [is_sweep(folder) for folder in parts]
    if any(sweeps) and not all(sweeps):
        raise LogError(f"{parts[sweeps.index(False)]} is part of a run, {parts[sweeps.index(True)]} of a sweep")
    return collect_cells(parts, target) if all(sweeps) else collect_run(parts, target)


def _common_folder(named: Sequence[Path], parts: Sequence[Path]) -> Path:
    if len(named) == 1 and list(named) != list(parts):
        return named[0]
    raise LogError("it is not clear where to collect them", hint="name a folder: --out runs/collected")


def collect_run(folders: Sequence[Path], target: Path) -> Collected:
    """Collect the parts of a run.

    Args:
        folders: Of the parts.
        target: The run folder of the whole.

    Raises:
        LogError: They do not belong together, or the target holds something else.
    """
    found = one_of_each([_found(Run(folder)) for folder in folders], lambda each: each.content.digest)
    runs = {part: each.content for part, each in found.items()}
    first = next(iter(found.values()))
    for each in found.values():
        if not same_scenario(first.content.written_scenario, each.content.written_scenario):
            raise LogError(f"{first.folder} and {each.folder} are parts of different scenarios")
        _require_own_dialogues(each.content, each.part)
    missing = [part for which in range(1, first.part.of + 1) if (part := Part(which, first.part.of)) not in found]
    open_ = [_unfinished(each) for each in found.values() if not each.done]
    facts = {
        "state": "open" if missing or open_ else "done",
        "reopened": str(max(int(run.fact("reopened", "0")) for run in runs.values())),
    }
    _copy_inputs(runs, target)
    merged = merge_logs([(str(part), run) for part, run in runs.items()], target, facts)
    return Collected(merged, first.part.of, tuple(missing), tuple(open_))


def _found(run: Run) -> Found[Run]:
    return Found(run.part or Part(1, 1), run.folder, run, run.state == "done")


def _unfinished(each: Found[Run]) -> Unfinished:
    done, failed = each.content.counts
    at = f"{done + failed} of {each.content.planned} dialogues"
    return Unfinished(each.part, each.folder, at, f"vs-sim resume {each.folder}")


def _require_own_dialogues(run: Run, part: Part) -> None:
    """Refuse a log that holds dialogues of another part.

    Raises:
        LogError: It does.
    """
    block = part.block(KINDS.get(run.scenario.kind).size(run.scenario))
    bounds = (unit_name(block.start), unit_name(block.stop - 1) if block else "")
    for table in ("asked", "answered", "closed"):
        if found := run.log.execute(_OUTSIDE.format(table), bounds).fetchone():
            raise LogError(f"{run.folder}: holds dialogue {found[0]}, which is not of part {part}")


def _copy_inputs(runs: Mapping[Part, Run], target: Path) -> None:
    """Copy the files that the parts were run with; all of them have the same."""
    for run in runs.values():
        for file in sorted((run.folder / INPUTS).glob("*")):
            copy = target / INPUTS / file.name
            if copy.is_file() and copy.read_bytes() != file.read_bytes():
                raise LogError(f"{run.folder}: {file.name} is not the file that the other parts were run with")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
