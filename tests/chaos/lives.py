"""The lives of one run: each is a process that begins the run or goes on with it, and that something befalls."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import vs_sim as vs
from tests.bench.server import Server
from tests.log.damaging import flip
from vs_sim.errors import LogCorrupt, Paused, VsSimError
from vs_sim.log.run_folders import begun
from vs_sim.log.tables import LOG_FILE
from vs_sim.simulation.session import RunOptions

PROCESSES = multiprocessing.get_context("forkserver")
"""Processes that start with the modules loaded: what counts is where they are disturbed."""
PRELOADED = ["vs_sim.api.runs", "vs_sim.llm.backends.openai_compatible", "aiohttp", "mesa"]
WINDOW = 8
PATIENCE = 120.0
"""Seconds after which a life is taken to hang."""
PAUSED, WRONG, TRACEBACK = 3, 2, 70


def live(folder: str, changes: Sequence[str], most: int | None) -> None:
    """Begin a run, or go on with it; the process ends as the command `vs-sim` would.

    Args:
        folder: The run folder.
        changes: To the scenario.
        most: Bytes that a file may grow to, as on a disk that is full; None for no limit.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if most is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        go_on(Path(folder), changes)
    except Paused:
        os._exit(PAUSED)
    except VsSimError:
        os._exit(WRONG)
    except KeyboardInterrupt:
        os._exit(PAUSED)
    except BaseException:  # noqa: BLE001  # a traceback is what the campaign looks for
        os._exit(TRACEBACK)
    os._exit(0)


def go_on(folder: Path, changes: Sequence[str]) -> vs.Run:
    """Begin a run, or resume it where it has begun."""
    options = RunOptions(out=folder, window=WINDOW, drain=5.0)
    if begun(folder):
        return vs.resume(folder, options=options)
    return vs.simulate("persuasion_for_good", sets=changes, options=options)


@dataclass
class Life:
    """One process that carries a run on.

    Attributes:
        folder: The run folder.
        changes: To the scenario.
        server: Whom it asks.
        rng: Decides when and where it is disturbed.
        share: The part of the whole run's answers until which it is left alone.
        whole: The answers of an undisturbed run.
    """

    folder: Path
    changes: Sequence[str]
    server: Server
    rng: random.Random
    share: float
    whole: int

    def start(self, most: int | None = None) -> ForkServerProcess:
        """Start the process."""
        PROCESSES.set_forkserver_preload(PRELOADED)
        process = PROCESSES.Process(target=live, args=(str(self.folder), list(self.changes), most))
        process.start()
        return process

    def wait(self, process: ForkServerProcess) -> None:
        """Wait until the server has answered as much as this life is left alone."""
        until = self.server.stats()["answered"] + max(1, int(self.share * self.whole))
        ends = time.monotonic() + PATIENCE
        while process.is_alive() and self.server.stats()["answered"] < until and time.monotonic() < ends:
            time.sleep(0.01)


def ended(process: ForkServerProcess) -> int:
    """How a process ended; it is killed where it hangs, which is told as 124."""
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
        return 124
    return int(process.exitcode or 0)


def left_in_peace(life: Life) -> int:
    return ended(life.start())


def killed(life: Life) -> int:
    process = life.start()
    life.wait(process)
    process.kill()
    return ended(process)


def killed_at_once(life: Life) -> int:
    process = life.start()
    process.join(life.rng.uniform(0.0, 0.6))
    process.kill()
    return ended(process)


def _signalled(life: Life, numbers: Sequence[signal.Signals]) -> int:
    process = life.start()
    life.wait(process)
    for number in numbers:
        if process.is_alive() and process.pid:
            os.kill(process.pid, number)
            process.join(0.05)
    return ended(process)


def terminated(life: Life) -> int:
    return _signalled(life, [signal.SIGTERM])


def interrupted(life: Life) -> int:
    return _signalled(life, [signal.SIGINT])


def interrupted_twice(life: Life) -> int:
    return _signalled(life, [signal.SIGINT, signal.SIGINT])


def stopped_and_continued(life: Life) -> int:
    return _signalled(life, [signal.SIGSTOP, signal.SIGCONT])


def on_a_full_disk(life: Life) -> int:
    return ended(life.start(most=life.rng.choice([0, 4096, 30_000, 200_000])))


def two_at_once(life: Life) -> int:
    first, second = life.start(), life.start()
    return max(code if code != WRONG else 0 for code in (ended(first), ended(second)))


def damaged_and_repaired(life: Life) -> int:
    """Killed, then a bit of its log is flipped; what is told as damaged is repaired."""
    killed(life)
    log = life.folder / LOG_FILE
    if begun(life.folder):
        size = log.stat().st_size
        flip(log, life.rng.randrange(100, size), life.rng.randrange(8))
        try:
            vs.repair(life.folder)
        except LogCorrupt:  # it does not say any more what was run: begin anew
            shutil.rmtree(life.folder)
            return WRONG
    return 0


FAULTS: dict[str, Callable[[Life], int]] = {
    fault.__name__: fault
    for fault in (
        killed,
        killed_at_once,
        terminated,
        interrupted,
        interrupted_twice,
        stopped_and_continued,
        on_a_full_disk,
        two_at_once,
        damaged_and_repaired,
    )
}
"""What befalls a process, by name."""
