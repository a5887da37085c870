"""Rounds of the campaign: a run on an ill server, disturbed a few times, must end as an undisturbed one there."""

from __future__ import annotations

import random
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import vs_sim as vs
from tests.bench.behaviour import Behaviour, key
from tests.bench.runs import requests
from tests.bench.server import Server, serving
from tests.chaos.lives import FAULTS, TRACEBACK, WINDOW, Life, left_in_peace
from vs_sim.errors import VsSimError
from vs_sim.log.run_folders import begun
from vs_sim.simulation.session import RunOptions

SERVERS = {
    "well": Behaviour(latency=0.01),
    "slow": Behaviour(latency=0.05, sigma=1.0),
    "limiting": Behaviour(latency=0.005, limited=0.2),
    "failing": Behaviour(latency=0.005, failing=0.1),
    "stalling": Behaviour(latency=0.005, stalled=0.03, stall=3.0),
    "cutting": Behaviour(latency=0.005, cut=0.1),
    "babbling": Behaviour(latency=0.005, malformed=0.1),
    "everything": Behaviour(latency=0.01, limited=0.1, failing=0.05, cut=0.05, malformed=0.05),
}
MOST_LIVES = 12


@dataclass(frozen=True)
class Round:
    """One round.

    Attributes:
        seed: Of everything in it.
        server: How its server behaves.
        faults: What befell the run, with how the process ended.
        violations: The promises that were broken; empty where none was.
    """

    seed: str
    server: str
    faults: tuple[str, ...]
    violations: tuple[str, ...]

    def __str__(self) -> str:
        said = "; ".join(self.violations) or "ok"
        return f"{self.seed:>8}  {self.server:<11} {' > '.join(self.faults)}: {said}"


def changes(server: Server, dialogues: int) -> list[str]:
    """The scenario as it is asked of a server."""
    entry = {"backend": "openai_compatible", "model": "bench", "api_base": server.address, "timeout": 1.5, "retries": 9}
    return [
        *(f"models.persona.{name}={value}" for name, value in entry.items()),
        f"dialogues={dialogues}",
        "exchanges=2",
        "max_failed=100%",
    ]


def committed(folder: Path) -> set[str]:
    """The keys of the requests whose replies are in the log; none where it is damaged or has not begun."""
    if not begun(folder):
        return set()
    try:
        asked = [call for calls in requests(vs.load(folder)).values() for call in calls]
    except VsSimError:
        return set()
    return {key(seed, [{"content": m.content} for m in request.messages]) for _, request, seed in asked}


def asked_again(life: Life, fault: str) -> tuple[int, list[str]]:
    """How a life ended, and the committed replies that were answered again in it, as violations."""
    known, before = committed(life.folder), life.server.times()
    code = FAULTS[fault](life) if fault in FAULTS else left_in_peace(life)
    after = life.server.times()
    again = [name for name in known if after.get(name, 0) != before.get(name, 0)]
    found = [f"{fault}: {len(again)} committed replies asked again"] if again else []
    if code in (TRACEBACK, 124):
        found.append(f"{fault}: {'a traceback' if code == TRACEBACK else 'it hung'}")
    return code, found


def hold(folder: Path, seed: str, faults: Sequence[str] = (), server: str = "", dialogues: int = 6) -> Round:
    """Hold one round in an empty folder.

    Args:
        folder: Where its runs are kept.
        seed: Of what is chosen here: the server, the faults, and their moments.
        faults: What befalls the run, in order; drawn where none is given.
        server: How the server behaves; drawn where none is given.
        dialogues: Of the run.
    """
    rng = random.Random(seed)
    server = server or rng.choice(sorted(SERVERS))
    faults = tuple(faults) or tuple(rng.choices(sorted(FAULTS), k=rng.randint(1, 3)))
    violations: list[str] = []
    befell: list[str] = []
    with serving(SERVERS[server]) as asked:
        sets = changes(asked, dialogues)
        options = RunOptions(out=folder / "undisturbed", window=WINDOW)
        whole = vs.simulate("persuasion_for_good", sets=sets, options=options)
        try:
            for fault in faults:
                life = Life(folder / "run", sets, asked, rng, rng.uniform(0, 0.6 / len(faults)), whole.call_count)
                code, found = asked_again(life, fault)
                befell.append(f"{fault} ({code})")
                violations += found
            for _ in range(MOST_LIVES):
                life = Life(folder / "run", sets, asked, rng, 1.0, whole.call_count)
                code, found = asked_again(life, "left in peace")
                violations += found
                if code == 0:
                    break
            run = vs.load(folder / "run")
            if (run.state, run.digest) != ("done", whole.digest):
                violations.append(f"it ended {run.state} with another digest")
        except Exception:  # noqa: BLE001  # whatever it is, it is a violation
            violations.append(traceback.format_exc(limit=-2).strip().replace("\n", " | "))
    return Round(seed, server, tuple(befell), tuple(violations))
