"""A society: a Mesa model of one's own that holds speakers, and is a run."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from vs_sim.core.scenario import Scenario
from vs_sim.errors import VsSimError
from vs_sim.log.run import Run
from vs_sim.log.tables import LOG_FILE
from vs_sim.simulation.asking_run import OpenRun
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions
from vs_sim.world.scenario_model import ScenarioModel


def _seed(scenario: str | Path, sets: Sequence[str], out: Path | None) -> int:
    """The seed of a society that is given none."""
    stated = load_scenario(scenario, sets).data.get("seed")
    if stated is not None:
        return int(stated)
    if out is not None and (out / LOG_FILE).exists():
        return Run(out).seed
    return int(np.random.SeedSequence().generate_state(1)[0])


class Society(ScenarioModel):
    """A Mesa model that holds speakers beside agents of any other kind; subclass it and write `step()`.

    It is a Mesa model as any other: agents, spaces, `datacollector`, `running`, `mesa.batch_run` and SolaraViz. All
    that its speakers ask is logged in a run folder. The run is completed after the step that leaves `running` False,
    or by `finish()`; a model that stopped early, or was killed, goes on when it is made again with the same `out` and
    `rng`, without asking again what was answered.

    Args:
        scenario: Of kind survey: situation, models, roles, questions, and `respondents`, the most speakers of a role.
        rng: Seed of Mesa's random streams and of every draw from an answer; None for the one that the scenario states
            or that `out` was begun with, and where there is none for a new one, as with any Mesa model.
        sets: Changes to the scenario, each `path=value`.
        out: The run folder; None for a new one under `runs/`.
        max_steps: Steps after which `running` is False; None for no limit.
        options: How the run is carried out: budget, window, progress.

    Attributes:
        asking: What speakers ask through.
        folder: The run folder.

    Raises:
        ScenarioError: The scenario has faults.
        LogError: The folder holds a completed run, or one of another scenario.
    """

    def __init__(
        self,
        scenario: str | Path,
        *,
        rng: int | None = None,
        sets: Sequence[str] = (),
        out: str | Path | None = None,
        max_steps: int | None = None,
        options: RunOptions | None = None,
    ) -> None:
        chosen = options or RunOptions()
        chosen = chosen if out is None else replace(chosen, out=Path(out))
        seed = _seed(scenario, sets, chosen.out) if rng is None else int(rng)
        self._opened = OpenRun(scenario, [*sets, f"seed={seed}"], chosen)
        self.asking, self.folder, self._max_steps = self._opened.asking, self._opened.folder, max_steps
        weakref.finalize(self, self._opened.close)
        self._step_of_subclass: Callable[..., None] = super().__getattribute__("step")
        self.step = self._step_and_finish  # Mesa takes it for the step of the subclass, and wraps it
        super().__init__(rng=self.script.seed)

    def _step_and_finish(self, *arguments: Any, **named: Any) -> None:
        try:
            self._step_of_subclass(*arguments, **named)
        except VsSimError as error:
            self._opened.pause(error)
            self._opened.close()
            raise
        if self._max_steps is not None and self.steps >= self._max_steps:
            self.running = False
        if not self.running:
            self._opened.complete()

    @property
    def script(self) -> Scenario:
        """The scenario with every change; `scenario` is a name that Mesa 3.5 keeps for itself."""
        return self.asking.scenario

    def together(self) -> AbstractContextManager[None]:
        """Ask at once all that speakers ask inside of `with model.together():`; the answers are there afterwards.

        Raises:
            Paused: A model cannot be reached, or the budget is spent; what was answered is logged.
        """
        return self.asking.together()

    def finish(self) -> Run:
        """Complete the run, after which nothing can be asked, and give it."""
        self._opened.complete()
        return Run(self.folder)

    def close(self) -> None:
        """Let go of the run folder; an open run goes on when the model is made again with that folder."""
        self._opened.close()

    def __enter__(self) -> Self:
        """The society; when the block ends without an error, the run is completed."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is None:
            self._opened.complete()
        self._opened.close()
