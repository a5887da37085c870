"""Runs as the bench holds them: timed whole, from the scenario to the closed log."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.answers import answer
from tests.bench.behaviour import Behaviour, fate, key
from vs_sim import Run
from vs_sim.core.message import Request
from vs_sim.llm.backend import Backend
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.seeds import provider_seed
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.progress import Progress, Silent
from vs_sim.simulation.session import RunOptions, begin

TALK = Path(__file__).with_name("talk.yaml")
"""Dialogues of nothing but turns."""
FULL = "persuasion_for_good"
"""Dialogues with a private stance after every exchange, beside the turns, and a decision at the end."""
WIDE = 4096
"""Requests in flight where no limit is meant."""


@dataclass(frozen=True)
class Held:
    """A run and what it took."""

    run: Run
    wall: float
    cpu: float

    @property
    def rate(self) -> float:
        """Calls per second."""
        return self.run.call_count / self.wall


@dataclass(frozen=True)
class Plan:
    """What is run, and how."""

    scenario: str | Path = FULL
    dialogues: int = 50
    exchanges: int = 5
    window: int = 64
    sets: Sequence[str] = ()
    backends: Mapping[str, Backend] | None = None
    progress: Progress = field(default_factory=Silent)

    def over(self, backend: str, address: str, max_in_flight: int = WIDE) -> Plan:
        """The same over a real backend."""
        model = "bench" if backend == "openai_compatible" else "openai/bench"
        entry = {"backend": backend, "model": model, "api_base": address, "max_in_flight": max_in_flight}
        whole = f"models.persona={json.dumps(entry)}"
        return Plan(self.scenario, self.dialogues, self.exchanges, self.window, [*self.sets, whole])

    def held(self) -> Held:
        """Hold it in a new folder."""
        sets = [f"dialogues={self.dialogues}", f"exchanges={self.exchanges}", *self.sets]
        loaded, folder = load_scenario(self.scenario, sets), Path(tempfile.mkdtemp(prefix="bench-")) / "run"
        options = RunOptions(out=folder, window=self.window, backends=self.backends, progress=self.progress)
        wall, cpu = time.perf_counter(), time.process_time()
        run = begin(loaded, options)
        return Held(run, time.perf_counter() - wall, time.process_time() - cpu)


def scripted() -> dict[str, Backend]:
    """A model that answers at once what the server of the bench would answer; a few answers, made beforehand."""
    rng = random.Random(0)
    known: dict[str, list[str]] = {}

    def script(request: Request) -> str:
        asked = request.messages[-1].content
        shape = asked[asked.index("<answer>") : asked.index("</answer>")] + asked[asked.rindex("</") :]
        if shape not in known:
            known[shape] = [answer(asked, rng) for _ in range(32)]
        return rng.choice(known[shape])

    return {"persona": Scripted.of(script)}


def requests(run: Run) -> dict[str, list[tuple[str, Request, int]]]:
    """What was asked in every dialogue, in the order in which it was answered: name, request and provider seed."""
    asked = defaultdict(list)
    for name, retries in run.calls[["name", "retries"]].itertuples(index=False):
        seed = provider_seed(run.seed, name.split("/"), retries)
        asked[name.split("/")[0]].append((name, run.request(name), seed))
    return asked


def latency(behaviour: Behaviour, request: Request, seed: int) -> float:
    """How long the server took for a request."""
    return fate(behaviour, key(seed, [{"content": message.content} for message in request.messages])).latency


def critical_path(run: Run, behaviour: Behaviour) -> float:
    """Seconds that the longest dialogue must take by its own latencies: its turns, and what runs beside them."""
    longest = 0.0
    for asked in requests(run).values():
        now = end = 0.0
        for name, request, seed in sorted(asked, key=lambda call: _place(call[0])):
            took = latency(behaviour, request, seed)
            if "/stance/" in name:
                end = max(end, now + took)
            else:
                now += took
        longest = max(longest, now, end)
    return longest


def _place(name: str) -> tuple[str, bool]:
    """Where a call stands in its dialogue: exchanges first, the end last, probes after the turns they follow."""
    moment = name.split("/")[1]
    return "~" if moment == "end" else moment, "/stance/" in name


def work(run: Run, behaviour: Behaviour) -> float:
    """Seconds of the server's time that a run took in all."""
    return sum(latency(behaviour, request, seed) for asked in requests(run).values() for _, request, seed in asked)
