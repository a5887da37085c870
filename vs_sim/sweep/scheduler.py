"""Runs a sweep: cells go to workers, progress is read from their logs, and a worker that dies is replaced.

The scheduler keeps no results: all of them are in the logs of the cells, so the same command resumes where the last
one ended, however it ended.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from pathlib import Path

from vs_sim.core.cost import Cost
from vs_sim.errors import BudgetExceeded, Paused
from vs_sim.log.lease import leased
from vs_sim.simulation.progress import Tally
from vs_sim.simulation.session import versions
from vs_sim.sweep.cell import Cell, Planned
from vs_sim.sweep.executor import make_executor
from vs_sim.sweep.shared_budget import SharedBudget
from vs_sim.sweep.sweep_folder import Folder, cell_progress
from vs_sim.sweep.sweep_options import SweepOptions
from vs_sim.sweep.worker import CellEnd, Task, run_cell
from vs_sim.sweep.worker_count import ONE_WORKER, in_one_process, workers_for
from vs_sim.world.kind import KINDS

LOOK = 0.5
"""Seconds between two looks at the logs."""
DEATHS = 3
"""Workers that a cell may lose before it is given up."""


def run_sweep(planned: Planned, path: Path, options: SweepOptions) -> None:
    """Run every cell of a plan that is not completed.

    Raises:
        LogError: The folder cannot be written, or another process holds this sweep.
        Paused: The sweep was interrupted; the same command goes on.
        BudgetExceeded: The budget is spent; the same command with a larger one goes on.
    """
    folder = Folder(path)
    with leased(path):
        said = list(greeting(planned, folder))
        failures = folder.failures() if not options.retry_failed else {}
        failures = {cell.id: failures[cell.id] for cell in planned.cells if cell.id in failures}
        folder.write(planned, failures, versions())
        for sentence in said:
            options.progress.say(sentence)
        try:
            Conductor(planned, folder, options, failures).run()
        finally:
            options.progress.close()


def greeting(planned: Planned, folder: Folder) -> Iterator[str]:
    """What is reused of an earlier plan, and what of it is left aside."""
    known = set(folder.started())
    mine = {cell.id: cell_progress(folder.cell(cell.id)) for cell in planned.cells}
    done = sum(at.done for at in mine.values())
    if planned.repeated:
        yield f"the same as others, and run once: {_counted(planned.repeated)}"
    if done:
        changed = "" if folder.same(planned) else "the plan changed: "
        yield f"{changed}{done} of {len(mine)} cells are finished and are reused"
    if aside := len(known - set(mine)):
        yield f"left aside of an earlier plan: {_counted(aside)}"


class Conductor:
    """One holding of a sweep.

    Args:
        planned: The plan and its cells.
        folder: Where they are run.
        options: How.
        failures: Cells that failed before and are not run again, with their reasons.
    """

    def __init__(self, planned: Planned, folder: Folder, options: SweepOptions, failures: dict[str, str]) -> None:
        self.planned, self.folder, self.options, self.failures = planned, folder, options, failures
        self.at = {cell.id: cell_progress(folder.cell(cell.id)) for cell in planned.cells}
        self.todo = deque(cell for cell in planned.cells if self._wanted(cell))
        jobs = planned.plan.cluster
        wanted = options.workers if jobs is None else options.workers or jobs.settings.jobs[1]
        self.workers = workers_for(self.todo, wanted, options.share[1])
        self.slots: dict[Future[CellEnd], tuple[Cell, int]] = {}
        self.deaths: Counter[str] = Counter()
        self.ledger = SharedBudget(options.budget, {id_: at.spent for id_, at in self.at.items()})
        self.parked: deque[Cell] = deque()
        self.broke: dict[str, CellEnd] = {}
        self.had_all: set[str] = set()
        self.sizes = {cell.id: KINDS.get(cell.scenario.kind).size(cell.scenario) for cell in planned.cells}

    def _wanted(self, cell: Cell) -> bool:
        """Whether a cell is to be run: not when it is done or failed, unless failed ones are run again."""
        at = self.at[cell.id]
        if at.done and at.failed > cell.scenario.max_failed * (at.dialogues + at.failed):
            self.failures.setdefault(cell.id, too_many(at.failed, at.dialogues, cell.scenario.max_failed))
        if self.options.retry_failed and (cell.id in self.failures or at.failed):
            self.failures.pop(cell.id, None)
            return True
        return not at.done and cell.id not in self.failures

    def run(self) -> None:
        """Run every cell that is not completed."""
        self.tell()
        if self.options.workers is None and len(self.todo) > 1 and any(map(in_one_process, self.todo)):
            self.options.progress.say(ONE_WORKER)
        if self.todo:
            jobs = self.planned.plan.cluster
            executor = make_executor(self.options.executor, self.workers, self.options.scheduler, jobs)
            try:
                while self.todo or self.slots or self.parked:
                    self.fill(executor)
                    self.collect()
            except KeyboardInterrupt as stop:
                self.stop(executor)
                raise Paused("the sweep was interrupted", hint="nothing is lost; the same command goes on") from stop
            finally:
                executor.shutdown(wait=True, cancel_futures=True)
        if self.broke:
            raise self.out_of_money(next(reversed(self.broke.values())))

    def out_of_money(self, last: CellEnd) -> BudgetExceeded:
        """What is said when cells are left that nothing is left for, or whose price nobody knows."""
        left = f"not finished: {_counted(len(self.broke))}"
        if last.unpriced:
            return BudgetExceeded(f"{last.reason}; {left}", hint=last.hint)
        caps = {name: getattr(self.options.budget, name) for name in ("usd", "calls", "tokens")}
        cap = ", ".join(f"{most:g} {name}" for name, most in caps.items() if math.isfinite(most))
        hint = "nothing is lost; the same command with a larger --budget goes on"
        return BudgetExceeded(f"the budget of {cap} is spent; {left}", hint=hint)

    def fill(self, executor: Executor) -> None:
        """Give every free worker a cell; one that ran out of money goes on when nothing else can."""
        if not self.todo and not self.slots:
            self.todo.append(self.parked.popleft())
        while self.todo and len(self.slots) < self.workers:
            cell = self.todo.popleft()
            parts = min(self.workers - len(self.slots), len(self.todo) + 1)
            if parts == 1 and not self.slots:
                self.had_all.add(cell.id)
            taken = {slot for _, slot in self.slots.values()}
            slot = next(number for number in range(self.workers) if number not in taken)
            task = self.task(cell, slot, self.ledger.lease(cell.id, parts))
            self.slots[executor.submit(run_cell, task)] = (cell, slot)

    def task(self, cell: Cell, slot: int, budget: Cost) -> Task:
        """What a worker is handed."""
        again = self.options.retry_failed and not self.deaths[cell.id]
        return Task(
            folder=str(self.folder.cell(cell.id).resolve()),
            scenario=cell.scenario.model_dump(mode="json"),
            source=str(cell.source.resolve()),
            budget=budget,
            share=(self.options.share[0] * self.workers + slot, self.options.share[1] * self.workers),
            served_at=self.options.served_at,
            window=self.options.window,
            retry_failed=again,
            drain=self.options.drain,
            batch=self.options.batch,
        )

    def collect(self) -> None:
        """Wait for cells, a moment at most, and take in what became of them."""
        done, _ = wait(self.slots, timeout=LOOK, return_when=FIRST_COMPLETED)
        before = {cell.id: self.ledger.spent[cell.id] for cell, _ in self.slots.values()}
        self.tell()
        for future in done:
            cell, _ = self.slots.pop(future)
            self.ledger.settle(cell.id, self.at[cell.id].spent)
            self.take(cell, future, before[cell.id] == self.at[cell.id].spent)

    def take(self, cell: Cell, future: Future[CellEnd], idle: bool) -> None:
        """Take in what became of one cell; `idle` when it spent nothing."""
        if future.cancelled():
            raise Paused("the scheduler was lost", hint="nothing is lost; the same command goes on")
        error = future.exception()
        if isinstance(error, BrokenExecutor):
            self.bury(cell)
            return
        ended = CellEnd("failed", f"{type(error).__name__}: {error}") if error else future.result()
        if ended.end == "stopped":
            raise KeyboardInterrupt
        if ended.end == "spent":
            if idle and cell.id in self.had_all:
                self.broke[cell.id] = ended
            else:
                self.parked.append(cell)
            return
        if ended.end == "failed":
            self.fail(cell, ended.reason)
        self.todo.extend(self.parked)  # what this cell left may be enough for those that ran out
        self.parked.clear()

    def bury(self, cell: Cell) -> None:
        """A worker is gone: its cell goes on in another one, unless it kills one after another."""
        self.deaths[cell.id] += 1
        if self.deaths[cell.id] < DEATHS:
            self.options.progress.say(f"{cell.label}: its worker died; the cell goes on in another")
            self.todo.appendleft(cell)
        else:
            self.fail(cell, f"its worker died {DEATHS} times")

    def fail(self, cell: Cell, reason: str) -> None:
        """Keep that a cell failed, and why."""
        self.failures[cell.id] = reason
        self.options.progress.say(f"{cell.label}: failed: {reason}")
        self.folder.write(self.planned, self.failures, versions())

    def stop(self, executor: Executor) -> None:
        """Ask the workers to stop and wait until what is in flight is kept."""
        self.options.progress.say("stopping: what is in flight is finished and kept")
        for future in self.slots:
            future.cancel()
        if interrupt := getattr(executor, "interrupt", None):
            interrupt()
        wait(self.slots)
        self.tell()

    def tell(self) -> None:
        """Look at the logs of the cells under way, and tell the progress."""
        for cell, _ in self.slots.values():
            self.at[cell.id] = cell_progress(self.folder.cell(cell.id))
        every = self.at.values()
        costs = [at.usd for at in every]
        known = [usd for usd in costs if usd is not None]
        ended = sum(at.done or id_ in self.failures for id_, at in self.at.items())
        self.options.progress.update(
            Tally(
                done=sum(at.dialogues for at in every),
                failed=sum(at.failed for at in every),
                total=sum(self.sizes.values()),
                calls=int(sum(at.spent.calls for at in every)),
                usd=sum(known) if len(known) == len(costs) else None,
                cells=(ended, len(self.at)),
            )
        )


def _counted(cells: int) -> str:
    """So many cells."""
    return f"{cells} cell{'s' if cells != 1 else ''}"


def too_many(failed: int, done: int, most: float) -> str:
    """Why a completed cell failed."""
    return f"{failed} of {done + failed} dialogues failed, more than {most:.0%}"
