"""Wires one run: scenario, gateway and log become a `Run`; the same wiring begins and resumes."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vs_sim.check import Loaded
from vs_sim.core.event import Drained as DrainedEvent
from vs_sim.core.event import Opened
from vs_sim.core.scenario import ModelEntry, Scenario
from vs_sim.errors import Drained, LogError
from vs_sim.llm.backend import BACKENDS, Backend
from vs_sim.llm.gateway import Gateway
from vs_sim.log.run import Run
from vs_sim.log.schema import FILE
from vs_sim.log.store import Store
from vs_sim.progress import Progress, Silent, Tally
from vs_sim.seeds import uniform
from vs_sim.world.kind import KINDS, Outcome
from vs_sim.world.population import casting
from vs_sim.world.society import Society, Wiring

INPUTS = "inputs"
"""The folder in a run folder that holds copies of the persona files it was run with."""


@dataclass(frozen=True)
class RunOptions:
    """How a run is carried out; nothing here changes what happens in it.

    Attributes:
        out: The run folder; None for a new numbered folder under `runs/`.
        window: Dialogues under way at once.
        progress: Told where the run stands.
        backends: Ready-made backends by model key, instead of those of the entries.
    """

    out: Path | None = None
    window: int = 64
    progress: Progress = field(default_factory=Silent)
    backends: Mapping[str, Backend] | None = None


def begin(loaded: Loaded, options: RunOptions) -> Run:
    """Run a scenario in a new folder.

    Raises:
        LogError: The folder already holds a run, or cannot be written.
        Drained: The run stopped early; it can be resumed.
    """
    folder = options.out or new_folder(Path("runs"), loaded.path.stem)
    if (folder / FILE).exists():
        raise LogError(f"{folder}: already holds a run", hint=f"go on with it: vs-sim resume {folder}")
    store = Store(folder)
    scenario = with_inputs(loaded.scenario, loaded.path.parent, folder)
    store.note(Opened(scenario.model_dump(mode="json"), scenario.seed, versions()))
    store.keep("instrument_test", str(is_instrument_test(scenario)).lower())
    store.flush()
    return hold(store, scenario, options)


def resume(folder: Path, options: RunOptions) -> Run:
    """Go on with a run where its log ends; a finished run is given back as it is.

    Raises:
        LogError: The folder holds no run, or the log belongs to another request.
        Drained: The run stopped early again.
    """
    run = Run(folder)
    if run.state == "done":
        return run
    schema = KINDS.get(run.scenario["kind"]).schema
    return hold(Store(folder), schema.model_validate(run.scenario), options)


def hold(store: Store, scenario: Scenario, options: RunOptions) -> Run:
    """Hold every dialogue that the log does not close, and close the log."""
    gateway = Gateway(scenario.models, store, seed=scenario.seed, backends=options.backends)
    finished = {
        unit: Outcome(unit, outcome["decisions"], outcome["failed"]) for unit, outcome in Run(store.folder).outcomes()
    }
    count = counter(store, finished, scenario, options)
    society = Society(
        scenario,
        Wiring(
            run=lambda flows: gateway.run(flows, window=options.window, done=count),
            emit=store.note,
            draws=lambda name: uniform(scenario.seed, name),
            casting=casting(scenario, scenario.seed, store.folder),
            finished=finished,
        ),
        rng=scenario.seed,
    )
    try:
        while society.running:
            society.step()
        store.keep("state", "done")
    except Drained as reason:
        store.note(DrainedEvent(str(reason)))
        raise
    finally:
        options.progress.close()
        gateway.close()
        store.close()
    return Run(store.folder)


def counter(
    store: Store, finished: Mapping[str, Outcome], scenario: Scenario, options: RunOptions
) -> Callable[[Outcome], None]:
    """Counts outcomes as they arrive and tells the progress."""
    failed = sum(outcome.failed is not None for outcome in finished.values())
    counts = {"done": len(finished) - failed, "failed": failed}
    total = KINDS.get(scenario.kind).size(scenario)

    def count(outcome: Outcome) -> None:
        counts["done" if outcome.failed is None else "failed"] += 1
        options.progress.update(Tally(counts["done"], counts["failed"], total, store.calls, store.usd))

    return count


def new_folder(parent: Path, name: str) -> Path:
    """A new folder `parent/0001-name`, numbered after those that exist.

    Raises:
        LogError: The folder cannot be made.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        numbers = [int(found[1]) for path in parent.iterdir() if (found := re.match(r"(\d+)-", path.name))]
        number = max(numbers, default=0) + 1
        while True:
            folder = parent / f"{number:04d}-{name}"
            try:
                folder.mkdir()
            except FileExistsError:
                number += 1
            else:
                return folder
    except OSError as error:
        raise LogError(f"{parent}: no run folder can be made ({error})", hint="name one with --out") from error


def with_inputs(scenario: Scenario, source: Path, folder: Path) -> Scenario:
    """The scenario with copies of the files it names in the run folder, so that the folder is complete."""

    def kept(file: str, prefix: str) -> str:
        target = folder / INPUTS / f"{prefix}-{Path(file).name}"
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source / file, target)
        return f"{INPUTS}/{target.name}"

    data = scenario.model_dump(mode="json")
    for name, role in data["roles"].items():
        if file := role["personas"]["file"]:
            role["personas"]["file"] = kept(file, name)
    for question, reference in scenario.compare.references.items():
        if reference.endswith(".json"):
            data["compare"][question] = kept(reference, question)
    return type(scenario).model_validate(data)


def is_instrument_test(scenario: Scenario) -> bool:
    """Whether any model used is a stand-in, so that the run says nothing about people."""
    keys = {role.model for role in scenario.roles.values()}
    keys |= {question.model for question in scenario.questions.values() if question.model}
    entries = [scenario.models.get(key) or ModelEntry(model=key) for key in keys]
    return any(BACKENDS.get(entry.backend).instrument_test for entry in entries)


def versions() -> dict[str, str]:
    """The versions that a run depends on."""
    packages = ("vs-sim", "mesa", "litellm", "numpy", "pandas")
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in packages}
