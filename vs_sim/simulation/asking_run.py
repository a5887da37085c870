"""A Mesa model of one's own becomes a run: its speakers' questions are logged, budgeted and resumable as any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from vs_sim.core.event import Opened, RunPaused, canonical
from vs_sim.core.scenario import Scenario
from vs_sim.errors import LogError, VsSimError
from vs_sim.llm.gateway import Gateway
from vs_sim.llm.layers.budget import Purse
from vs_sim.log.lease import leased
from vs_sim.log.run import Run
from vs_sim.log.run_folders import begun, new_folder
from vs_sim.log.store import Store
from vs_sim.seeds import uniform
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.models_of_run import entries_of, is_standin_run, ready_backends
from vs_sim.simulation.run_inputs import with_inputs
from vs_sim.simulation.session import RunOptions, versions
from vs_sim.world.asking import Asking
from vs_sim.world.persona_sampling import persona_sampler
from vs_sim.world.wiring import Wiring


class OpenRun:
    """A run under way, through which the speakers of a Mesa model ask.

    Args:
        scenario: Of kind survey: situation, models, roles, questions, and `respondents`, the most speakers of a role.
        sets: Changes to it, each `path=value`.
        options: As of any run; `out` is the folder, by default a new one under `runs/`.

    Attributes:
        asking: What the speakers ask through.
        folder: The run folder.

    Raises:
        ScenarioError: The scenario has faults.
        LogError: The folder holds a completed run, or one of another scenario.
    """

    def __init__(self, scenario: str | Path, sets: Sequence[str], options: RunOptions) -> None:
        loaded = load_scenario(scenario, sets)
        if loaded.scenario.kind != "survey":
            raise VsSimError(f"speakers of a Mesa model need a scenario of kind survey, not {loaded.scenario.kind}")
        self.folder = options.out or new_folder(Path("runs"), loaded.path.stem)
        with ExitStack() as stack:
            stack.enter_context(leased(self.folder))
            ready_backends(loaded.scenario, options.models, options.backends, batch=False)
            kept = with_inputs(loaded.scenario, loaded.path.parent, self.folder)
            self._store = _opened(self.folder, kept)
            stack.callback(self._store.close)
            purse = Purse(options.budget, settled=self._store.spent)
            gateway = Gateway(
                entries_of(kept, options.models), self._store, seed=kept.seed, purse=purse, backends=options.backends
            )
            stack.callback(gateway.close)
            self.asking = Asking(kept, _wiring(kept, self._store, gateway, options))
            self._stack = stack.pop_all()

    def complete(self) -> None:
        """Log the last answers of all speakers as the outcome, and close the run; once is enough."""
        if not self.asking.over:
            self.asking.close()
            self._store.keep("state", "done")
            self._store.flush()
        self.close()

    def pause(self, error: VsSimError) -> None:
        """Note why the run stopped early."""
        if self._store.broken is None:
            self._store.note(RunPaused(str(error)))

    def close(self) -> None:
        """Let go of the folder and of the models; what was answered is kept, and an open run can be resumed."""
        self.asking.over = self.asking.over or "left"
        self._stack.close()


@contextmanager
def asking_run(scenario: str | Path, sets: Sequence[str] = (), options: RunOptions | None = None) -> Iterator[Asking]:
    """What the speakers of a Mesa model ask through; when the block ends without an error, the run is completed.

    A model that stopped early, or was killed, is resumed by running it again with the same folder: what was answered
    is taken from the log and not asked again, provided that the model does the same again (give it a seed).

    Args:
        scenario: Of kind survey: situation, models, roles, questions, and `respondents`, the most speakers of a role.
        sets: Changes to it, each `path=value`.
        options: As of any run; `out` is the folder, by default a new one under `runs/`.

    Raises:
        ScenarioError: The scenario has faults.
        LogError: The folder holds a completed run, or one of another scenario.
        Paused: A model cannot be reached, or the budget is spent; run again to go on.
    """
    run = OpenRun(scenario, sets, options or RunOptions())
    try:
        yield run.asking
        run.complete()
    except VsSimError as error:
        run.pause(error)
        raise
    finally:
        run.close()


def _opened(folder: Path, scenario: Scenario) -> Store:
    """The log of a folder: a new one, or that of the same scenario.

    Raises:
        LogError: It holds a completed run, or one of another scenario.
    """
    written = scenario.model_dump(mode="json")
    if begun(folder):
        run = Run(folder)
        if run.state == "done":
            raise LogError(f"{folder}: already holds a completed run", hint="choose another folder")
        if canonical(run.written_scenario) != canonical(written):
            raise LogError(f"{folder}: holds a run of another scenario", hint="choose another folder")
        return Store(folder)
    facts = {"instrument_test": str(is_standin_run(scenario)).lower()}
    return Store(folder, Opened(written, scenario.seed, versions()), facts)


def _wiring(scenario: Scenario, store: Store, gateway: Gateway, options: RunOptions) -> Wiring:
    return Wiring(
        run=lambda flows: gateway.run(flows, window=options.window, told=options.progress.say),
        emit=store.note,
        draws=lambda name: uniform(scenario.seed, name),
        persona_sampler=persona_sampler(scenario, scenario.persona_sampling_seed, store.folder),
        finished={},
        drive=lambda flows: gateway.run(flows, window=options.window, told=options.progress.say),
        folder=store.folder,
    )
