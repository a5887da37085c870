"""A part of a run: a block of its dialogues in a folder of its own, begun or continued by one and the same command.

A job that is requeued, or started twice, therefore repeats nothing. A budget and every limit of a model are divided
among the parts, so that the parts of all together keep them; a server that serves this part alone is asked in full.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vs_sim.core.event import canonical
from vs_sim.core.model_entry import HOW, ModelEntry, deciding
from vs_sim.core.scenario import Scenario
from vs_sim.errors import LogError, VsSimError
from vs_sim.llm.backend import BACKENDS
from vs_sim.log.part import Part
from vs_sim.log.run import Run
from vs_sim.log.run_folders import begun
from vs_sim.simulation.checking import Loaded
from vs_sim.simulation.models_of_run import entries_of, models_used
from vs_sim.simulation.run_inputs import as_in_folder
from vs_sim.simulation.session import RunOptions, begin_in, resume_run
from vs_sim.world.kind import KINDS

REACHED = HOW | {"api_base"}
"""Of a model's entry, what may differ between the parts of one run."""


def run_part(loaded: Loaded, options: RunOptions, part: Part) -> Run:
    """Run one part of a scenario, or go on with it.

    Args:
        loaded: The whole scenario.
        options: `out` is the folder of the whole run, in which the part gets its own; by default `runs/NAME`.
        part: Which.

    Raises:
        VsSimError: The kind of scenario cannot be cut, a model's limits cannot be divided among so many parts,
            or a frozen record is given.
        LogError: The folder holds something else.
        Paused: The run stopped early; the same call goes on.
    """
    scenario, source = loaded.scenario, loaded.path.parent
    if options.frozen is not None:
        raise VsSimError("a record of vs-sim freeze is for a whole run", hint="leave out --frozen, or --part")
    require_blocks(scenario)
    options = divided(scenario, options, part)
    folder = (options.out or Path("runs") / loaded.path.stem) / part.folder
    if not begun(folder):
        return begin_in(folder, scenario, source, options)
    require_same(Run(folder), as_in_folder(scenario, source, folder), part)
    return resume_run(folder, replace(options, models=scenario.models))


def require_blocks(scenario: Scenario) -> None:
    """Refuse to cut a run whose dialogues depend on each other.

    Raises:
        VsSimError: It is of such a kind.
    """
    if KINDS.get(scenario.kind).society is not None:
        raise VsSimError(
            f"a run of kind {scenario.kind} is one unit: what is said in a round depends on the rounds before it",
            hint="run it whole; of a sweep the cells can be divided: vs-sim sweep PLAN --part 3/8",
        )


def divided(scenario: Scenario, options: RunOptions, part: Part) -> RunOptions:
    """The options of one part: its share of the budget, and of the limits of models that all parts ask.

    Raises:
        VsSimError: There are more parts than a model may be asked requests at once.
    """
    shared = part.share if options.served_at is None else (0, 1)
    if options.served_at is None:
        require_slots(entries_of(scenario, options.models), models_used(scenario), part.of)
    return replace(options, part=part, share=shared, budget=part.budget(options.budget))


def require_slots(entries: dict[str, ModelEntry], used: set[str], parts: int) -> None:
    """Refuse more parts than a model has slots, because each asks at least one request at once.

    Raises:
        VsSimError: There are more.
    """
    for key in sorted(used):
        entry = entries[key]
        if parts > entry.max_in_flight and not BACKENDS.get(entry.backend).standin:
            message = f"models.{key}: {parts} parts cannot share {entry.max_in_flight} requests at once"
            raise VsSimError(message, hint="use fewer parts, raise max_in_flight, or give each a server: --served-at")


def require_same(run: Run, scenario: Scenario, part: Part) -> None:
    """Refuse to go on with another scenario, or with another part.

    Raises:
        LogError: The folder holds one.
    """
    if run.part != part:
        raise LogError(f"{run.folder}: holds part {run.part or '1/1'}, not {part}", hint="choose another --out")
    if not same_scenario(run.written_scenario, scenario.model_dump(mode="json")):
        raise LogError(f"{run.folder}: holds a part of another scenario", hint="choose another --out")


def same_scenario(one: dict[str, object], other: dict[str, object]) -> bool:
    """Whether two scenarios in JSON have the same results, however their models are reached."""
    return canonical(deciding(one, REACHED)) == canonical(deciding(other, REACHED))
