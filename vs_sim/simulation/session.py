"""Wires one run: scenario, gateway and log become a `Run`; the same wiring begins, resumes and replays."""

from __future__ import annotations

import gc
import importlib.metadata
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from vs_sim.core.cost import UNLIMITED, Cost
from vs_sim.core.event import Opened, RunPaused
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.scenario import Scenario
from vs_sim.errors import LogError, Paused, VsSimError
from vs_sim.llm.backend import Backend
from vs_sim.llm.batches.batch_journal import JOURNAL_FILE
from vs_sim.llm.gateway import DRAIN, Gateway
from vs_sim.llm.layers.budget import Purse
from vs_sim.llm.replay_backend import ReplayBackend
from vs_sim.log.integrity.frozen_record import frozen_facts
from vs_sim.log.lease import leased
from vs_sim.log.part import COLLECTED, PART_FACT, Part
from vs_sim.log.run import Run
from vs_sim.log.run_folders import begun, new_folder
from vs_sim.log.store import Store
from vs_sim.log.tables import LOG_FILE
from vs_sim.seeds import uniform
from vs_sim.simulation.checking import Loaded
from vs_sim.simulation.cost_estimate import longest_request
from vs_sim.simulation.models_of_run import (
    dialogues_at_once,
    entries_at,
    entries_of,
    is_standin_run,
    models_used,
    packages_used,
    ready_backends,
    tell_accounts,
)
from vs_sim.simulation.progress import Progress, Silent, Tally
from vs_sim.simulation.run_inputs import INPUTS, with_inputs
from vs_sim.world.dialogue_society import DialogueSociety
from vs_sim.world.kind import KINDS, Outcome
from vs_sim.world.persona_sampling import persona_sampler
from vs_sim.world.wiring import Wiring

BETWEEN_COLLECTIONS = 50_000
"""New objects after which Python looks for cycles while a run is in progress."""


@dataclass(frozen=True)
class RunOptions:
    """How a run is carried out; nothing here changes what happens in it.

    Attributes:
        out: The run folder; None for a new numbered folder under `runs/`.
        window: Dialogues under way at once.
        budget: What all sessions of the run together may spend.
        progress: Receives the progress of the run.
        backends: Ready-made backends by model key, instead of those of the entries.
        models: Entries of models in the place of the log's, where a run that goes on reaches them differently.
        share: The part of every model's limits that is this run's, as (which, of how many) that run at once.
        drain: Seconds that a run which stops waits for the requests in flight; then they are abandoned.
        batch: Whether requests are sent in batches, which providers answer within a day for half the price.
        part: Which of its dialogues a new run holds; None for all.
        served_at: Address of the server that this session asks, in the place of those in the scenario; not logged.
        barriers: Whether a round begins only when the one before is over, also where no rule needs that; only slower.
        frozen: A record of `vs-sim freeze` that a new run is compared with and keeps; None for none.
    """

    out: Path | None = None
    window: int = 64
    budget: Cost = UNLIMITED
    progress: Progress = field(default_factory=Silent)
    backends: Mapping[str, Backend] | None = None
    models: Mapping[str, ModelEntry] = field(default_factory=dict)
    share: tuple[int, int] = (0, 1)
    drain: float = DRAIN
    batch: bool = False
    part: Part | None = None
    served_at: str | None = None
    barriers: bool = False
    frozen: Path | None = None


def begin(loaded: Loaded, options: RunOptions) -> Run:
    """Run a scenario in a new folder.

    Raises:
        BackendError: A model cannot be asked, for example because its key is not set; no folder is made.
        LogError: The folder already holds a run, or cannot be written.
        Paused: The run stopped early; it can be resumed.
        BudgetExceeded: The budget is spent; it can be resumed with a larger one.
    """
    ready = with_backends(loaded.scenario, loaded.path.parent, options)
    folder = options.out or new_folder(Path("runs"), loaded.path.stem)
    return _begin(folder, loaded.scenario, loaded.path.parent, ready)


def begin_in(folder: Path, given: Scenario, source: Path, options: RunOptions) -> Run:
    """Run a scenario in a folder; the files that it names lie in `source`.

    Raises:
        BackendError: A model cannot be asked, for example because its key is not set.
        LogError: The folder already holds a run, or cannot be written.
        Paused: The run stopped early; it can be resumed.
        BudgetExceeded: The budget is spent; it can be resumed with a larger one.
    """
    return _begin(folder, given, source, with_backends(given, source, options))


def _begin(folder: Path, given: Scenario, source: Path, options: RunOptions) -> Run:
    frozen = frozen_facts(options.frozen, given, source)
    with leased(folder):
        if begun(folder):
            raise LogError(f"{folder}: already holds a run", hint=f"go on with it: vs-sim resume {folder}")
        scenario = with_inputs(given, source, folder)
        opened = Opened(scenario.model_dump(mode="json"), scenario.seed, versions(*packages_used(scenario)))
        part = {} if options.part is None else {PART_FACT: str(options.part)}
        store = Store(folder, opened, {"instrument_test": str(is_standin_run(scenario)).lower(), **part, **frozen})
        return run_dialogues(store, scenario, options)


def resume_run(folder: Path, options: RunOptions, *, retry_failed: bool = False) -> Run:
    """Go on with a run where its log ends; a finished run is given back as it is.

    Args:
        folder: The run folder.
        options: How the run is carried out.
        retry_failed: Open the failed dialogues of a finished run again, with as many more attempts.

    Raises:
        LogError: The folder holds no run, another process writes it, or the log belongs to another request.
        Paused: The run stopped early again.
        BudgetExceeded: The budget is spent.
    """
    run = Run(folder)
    if run.state == "done" and not (retry_failed and run.counts[1]):
        return run
    if run.fact(COLLECTED):
        raise LogError(f"{folder}: was collected of parts, some of which are missing", hint="vs-sim collect says which")
    scenario = run.scenario
    if retry_failed and KINDS.get(scenario.kind).society is not None:
        raise LogError(f"{folder}: later rounds follow from failed answers, so that they cannot be opened again")
    options = with_backends(scenario, folder, options)
    if run.part is not None and options.served_at is None:
        options = replace(options, share=run.part.share)
    with leased(folder):
        store = Store(folder)
        if retry_failed:
            store.reopen_failed()
        return run_dialogues(store, scenario.model_copy(update={"reask": attempts(run.folder, scenario) - 1}), options)


def replay_run(folder: Path, options: RunOptions) -> Run:
    """Hold a run again from its committed replies alone, in a copy, and give the copy's run.

    No model is asked: whatever the log does not hold stops the replay.

    Raises:
        Paused: The log lacks a reply.
    """
    run = Run(folder)
    copy = options.out or Path(tempfile.mkdtemp(prefix="vs_sim-replay-"))
    copy.mkdir(parents=True, exist_ok=True)
    if (copy / LOG_FILE).exists():
        raise LogError(f"{copy}: already holds a run", hint="choose another --out")
    if (folder / INPUTS).exists():
        shutil.copytree(folder / INPUTS, copy / INPUTS, dirs_exist_ok=True)
    run.copy_to(copy / LOG_FILE)
    scenario = run.scenario
    scenario = scenario.model_copy(update={"reask": attempts(folder, scenario) - 1})
    nobody = {key: ReplayBackend(ModelEntry()) for key in models_used(scenario)}
    with leased(copy):
        store = Store(copy)
        store.forget_outcomes()
        return run_dialogues(store, scenario, replace(options, backends=nobody))


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for unreachable cycles less often: a run makes few, and looking took a sixth of its CPU."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], BETWEEN_COLLECTIONS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@seldom_collected()
def run_dialogues(store: Store, scenario: Scenario, options: RunOptions) -> Run:
    """Hold every dialogue that the log does not close, and close the log."""
    purse = Purse(options.budget, settled=store.spent)
    models = {key: entry.part(*options.share) for key, entry in entries_of(scenario, options.models).items()}
    batches = store.folder if options.batch or (store.folder / JOURNAL_FILE).exists() else None
    whole = KINDS.get(scenario.kind).size(scenario) if batches else 1
    window = max(whole, dialogues_at_once(options.window, options.backends))
    gateway = Gateway(models, store, seed=scenario.seed, purse=purse, backends=options.backends, batches=batches)
    gateway.drain = options.drain
    known = Run(store.folder)
    finished = {unit: Outcome(unit, ended["decisions"], ended["failed"]) for unit, ended in known.outcomes()}
    count, said = counter(store, finished, known.planned, options), options.progress.say
    wiring = Wiring(
        run=lambda flows: gateway.run(flows, window=window, done=count, told=said),
        emit=store.note,
        draws=lambda name: uniform(scenario.seed, name),
        persona_sampler=persona_sampler(scenario, scenario.persona_sampling_seed, store.folder),
        finished=finished,
        drive=lambda flows: gateway.run(flows, window=window, told=said),
        folder=store.folder,
        numbers=None if known.part is None else known.part.block(KINDS.get(scenario.kind).size(scenario)),
    )
    try:
        _step_through(scenario, wiring, barriers=options.barriers)
        store.keep("state", "done")
        store.flush()
        tell_accounts(gateway.backends, said)
    except KeyboardInterrupt as stop:
        raise _resumable(Paused("stopped at once", hint="all replies are kept", resume=""), store.folder) from stop
    except VsSimError as error:
        _resumable(error, store.folder)
        if store.broken is None:
            store.note(RunPaused(str(error)))
        raise
    finally:
        options.progress.close()
        gateway.close()
        store.close()
    return Run(store.folder)


def with_backends(scenario: Scenario, source: Path, options: RunOptions) -> RunOptions:
    """The options with a backend for every model that is asked; files that the scenario names lie in `source`.

    Raises:
        BackendError: A model cannot be asked at all.
    """
    longest = partial(longest_request, scenario, source)
    models = entries_at(scenario, options.models, options.served_at)
    made = ready_backends(scenario, models, options.backends, batch=options.batch, longest=longest)
    return replace(options, backends=made, models=models)


def _step_through(scenario: Scenario, wiring: Wiring, *, barriers: bool) -> None:
    """Let a society take steps until it has come to its end; one that can go on without barriers does."""
    society: Any = (KINDS.get(scenario.kind).society or DialogueSociety)(scenario, wiring, rng=scenario.seed)
    if not barriers and hasattr(society, "play"):
        society.play()
    while society.running:
        society.step()


def _resumable(error: VsSimError, folder: Path) -> VsSimError:
    """The error with the command that continues the run, where there is one."""
    if error.resume is not None:
        command = f"vs-sim resume {folder} {error.resume}".rstrip()
        error.hint = "; ".join(filter(None, (error.hint, f"continue with: {command}")))
    return error


def counter(
    store: Store, finished: Mapping[str, Outcome], total: int, options: RunOptions
) -> Callable[[Outcome], None]:
    """Counts outcomes as they arrive and tells the progress."""
    failed = sum(outcome.failed is not None for outcome in finished.values())
    counts = {"done": len(finished) - failed, "failed": failed}

    def count(outcome: Outcome) -> None:
        if outcome.unit in finished:
            return
        counts["done" if outcome.failed is None else "failed"] += 1
        options.progress.update(Tally(counts["done"], counts["failed"], total, store.calls, store.usd))

    return count


def attempts(folder: Path, scenario: Scenario) -> int:
    """How often a question may be asked: more after failed dialogues were opened again."""
    return (1 + scenario.reask) * (1 + int(Run(folder).fact("reopened", "0")))


def versions(*more: str) -> dict[str, str]:
    """The versions that a run depends on, with those of more packages."""
    packages = ("vs-sim", "mesa", "litellm", "numpy", "pandas", *more)
    return {"python": platform.python_version()} | {name: importlib.metadata.version(name) for name in packages}
