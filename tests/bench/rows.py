"""The rows of the table: each takes its ratio in one run, after a warm-up."""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import timeit
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench import bare
from tests.bench.behaviour import Behaviour
from tests.bench.runs import TALK, Held, Plan, critical_path, requests, scripted, work
from tests.bench.server import serving
from vs_sim import Run
from vs_sim.elicitation.parsing.parse import parse

ROUNDS = 3
"""Times that two sides of a ratio are taken in turn; the median counts."""
MEBIBYTE = 2**20
MESA_LLM = "MESA_LLM_PYTHON"


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes:
        what: What was measured.
        value: The figure.
        unit: Its unit; `x` for a ratio.
        bar: What it is to reach; None where there is none.
        most: Whether the bar is the most it may be, instead of the least.
        note: What else was seen.
    """

    what: str
    value: float
    unit: str = "x"
    bar: float | None = None
    most: bool = True
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the bar is reached; None where there is none."""
        if self.bar is None:
            return None
        return self.value <= self.bar if self.most else self.value >= self.bar


@dataclass(frozen=True)
class Skipped:
    """A row that cannot be taken here, and why."""

    what: str
    why: str


Taken = Iterator[Row | Skipped]


def path_over_litellm(quick: bool) -> Taken:
    """Hosted models: the wall time is that of the longest dialogue."""
    behaviour = Behaviour(latency=0.1 if quick else 0.5)
    with serving(behaviour) as server:
        plan = Plan(dialogues=10 if quick else 50, window=64).over("litellm", server.address)
        replace(plan, dialogues=4, exchanges=1).held()
        held, ideal = plan.held(), 0.0
        ideal = critical_path(held.run, behaviour)
    what = f"{plan.dialogues} dialogues x 5 exchanges at {behaviour.latency:g} s over litellm: wall / critical path"
    yield Row(what, held.wall / ideal, bar=1.15, note=took(held))


def thousand_over_http(quick: bool) -> Taken:
    """A fast server near by, a thousand dialogues in flight, beside bare aiohttp."""
    behaviour = Behaviour(latency=0.2 if quick else 1.0)
    with serving(behaviour) as server:
        plan = Plan(TALK, 100 if quick else 1000, 5, window=1000).over("openai_compatible", server.address)
        replace(plan, dialogues=20, exchanges=1).held()
        held, ideal = plan.held(), 10 * behaviour.latency
        alone = bare.over_aiohttp(bare.bodies(held.run), server.address, plan.window)
        peak = server.stats()["peak"]
    what = f"{plan.dialogues} dialogues x 10 calls at {behaviour.latency:g} s over openai_compatible: wall / ideal"
    yield Row(what, held.wall / ideal, bar=1.3, note=f"bare aiohttp {alone / ideal:.2f}, peak {peak}; {took(held)}")


def slots(quick: bool) -> Taken:
    """Uneven latencies and fewer slots than dialogues; private probes run beside the turns."""
    behaviour = Behaviour(latency=0.1 if quick else 1.0, sigma=0.5)
    number, slots = (60, 40) if quick else (300, 200)
    with serving(behaviour) as server:
        plan = Plan(dialogues=number, window=number).over("openai_compatible", server.address, slots)
        replace(plan, dialogues=4, exchanges=1).held()
        held = plan.held()
    path, share = critical_path(held.run, behaviour), work(held.run, behaviour) / slots
    what = f"{number} dialogues, lognormal {behaviour.latency:g} s, {slots} slots: wall / larger of path and work"
    note = f"critical path {path:.1f} s, work {share:.1f} s; {took(held)}"
    yield Row(what, held.wall / max(path, share), bar=1.15, note=note)


def throughput_over_litellm(quick: bool) -> Taken:
    """What the framework adds to litellm."""
    yield from throughput("litellm", bare.over_litellm, 10 if quick else 120, 0.9)


def throughput_over_http(quick: bool) -> Taken:
    """What the framework adds to bare HTTP."""
    yield from throughput("openai_compatible", bare.over_aiohttp, 20 if quick else 200, 0.6)


def throughput(backend: str, alone: Callable[..., float], dialogues: int, bar: float) -> Taken:
    """Calls per second of a run over those of its requests alone, taken in turn."""
    ratios, rates = [], []
    with serving(Behaviour()) as server:
        plan = Plan(dialogues=dialogues).over(backend, server.address)
        chains = bare.bodies(replace(plan, dialogues=min(16, dialogues)).held().run)
        alone(chains, server.address, plan.window)
        for _ in range(ROUNDS):
            held = plan.held()
            chains = bare.bodies(held.run)
            ratios.append(alone(chains, server.address, plan.window) / held.wall)
            rates.append(held.rate)
    note = f"{statistics.median(rates):.0f} calls/s; {took(held)}"
    what = f"calls/s over {backend} / calls/s of its requests alone, window {plan.window}"
    yield Row(what, statistics.median(ratios), bar=bar, most=False, note=note)


def machinery(quick: bool) -> Taken:
    """Parsing, drawing, events and log, with a model that takes no time."""
    plan = Plan(dialogues=50 if quick else 200, exchanges=10, backends=scripted())
    replace(plan, dialogues=10).held()
    held = max((plan.held() for _ in range(ROUNDS)), key=lambda held: held.rate)
    note = f"best of {ROUNDS}; {held.cpu / held.run.call_count * 1e6:.0f} us of CPU a call"
    yield Row("scripted backend, window 64", held.rate, "calls/s", 3000, False, note)


def standin(quick: bool) -> Taken:
    """What the stand-in model costs beside the machinery."""
    plan = Plan(dialogues=20 if quick else 200, exchanges=10)
    known = replace(plan, backends=scripted())
    replace(plan, dialogues=5).held(), replace(known, dialogues=5).held()
    its, ours = plan.held(), known.held()
    what = f"{plan.dialogues} dialogues x 10 exchanges: CPU of the stand-in's run / of the scripted one"
    yield Row(what, its.cpu / ours.cpu, note=f"{its.cpu / its.run.call_count * 1e6:.0f} us of CPU a call")


def command(quick: bool) -> Taken:
    """What it costs to ask for help."""
    vs_sim = Path(sys.executable).parent / "vs-sim"
    if not vs_sim.exists():
        yield Skipped("vs-sim --help", "the command is not installed beside this Python")
        return
    taken = []
    for _ in range(ROUNDS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([vs_sim, "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    yield Row("vs-sim --help", min(taken), "s CPU", 0.4)


def parsing(quick: bool) -> Taken:
    """A clean answer with five candidates."""
    items = [{"text": f"I would say number {n}, I think.", "probability": 0.2} for n in range(5)]
    text = json.dumps({"responses": items})
    number = 2000 if quick else 20000
    ours = min(timeit.repeat(lambda: parse(text, "vs_standard", 5), number=number, repeat=ROUNDS))
    bare_ = min(timeit.repeat(lambda: json.loads(text), number=number, repeat=ROUNDS))
    yield Row("parse of a clean five-candidate answer / json.loads", ours / bare_, note=f"{ours / number * 1e6:.1f} us")


def neighbours(quick: bool) -> Taken:
    """Dialogues per second beside mesa-llm, which is run by the Python that `MESA_LLM_PYTHON` names."""
    python = os.environ.get(MESA_LLM)
    if python is None:
        yield Skipped("dialogues/s of mesa-llm", f"name a Python that has mesa-llm 0.2.0 with {MESA_LLM}")
        return
    rates: dict[str, list[float]] = {"endpoint": [], "litellm": [], "mesa-llm": []}
    with serving(Behaviour(latency=0.05)) as server, tempfile.TemporaryDirectory() as folder:
        plans = {name: Plan(TALK, 20, 5, window=64).over(name, server.address) for name in ("endpoint", "litellm")}
        chains = Path(folder, "prompts.json")
        for plan in plans.values():
            chains.write_text(json.dumps(prompts(plan.held().run)))
        for _ in range(1 if quick else 5):
            for name, plan in plans.items():
                rates[name].append(plan.dialogues / plan.held().wall)
            command = [python, str(Path(__file__).with_name("mesa_llm_dialogues.py")), str(chains), server.address]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            rates["mesa-llm"].append(20 / float(done.stdout.split()[-1]))
    for name, bar in (("endpoint", 3.0), ("litellm", None)):
        ratios = [ours / theirs for ours, theirs in zip(rates[name], rates["mesa-llm"], strict=True)]
        note = ", ".join(f"{whose} {statistics.median(found):.1f}/s" for whose, found in rates.items())
        what = f"20 dialogues x 10 turns at 0.05 s, model openai/… over {name}: dialogues/s / those of mesa-llm"
        yield Row(what, statistics.median(ratios), bar=bar, most=False, note=f"{note}; {len(ratios)} pairs")


def prompts(run: Run) -> list[list[list[str]]]:
    """System and user message of every call, one list for each dialogue."""
    asked = requests(run).values()
    return [[[request.messages[0].content, request.messages[-1].content] for _, request, _ in calls] for calls in asked]


def memory(quick: bool) -> Taken:
    """Memory of a long run, as finished dialogues pile up."""
    watch = Watch(every=50 if quick else 500)
    plan = Plan(dialogues=500 if quick else 10_000, exchanges=10, backends=scripted(), progress=watch)
    held = plan.held()
    gc.collect()
    settled = watch.seen[len(watch.seen) // 5 :]
    growth = (settled[-1] - settled[0]) / MEBIBYTE
    peak = max(watch.seen) / MEBIBYTE
    note = f"from a fifth of the way on it grew by {growth:.0f} MiB; {took(held)}"
    yield Row(f"{plan.dialogues} dialogues x 20 turns, scripted: peak memory", peak, "MiB", 1024, note=note)


class Watch:
    """Notes the memory of this process every so many finished dialogues."""

    def __init__(self, every: int) -> None:
        self.every = every
        self.seen = [resident()]

    def update(self, tally: object) -> None:
        """Another dialogue has finished."""
        done = tally.done + tally.failed  # type: ignore[attr-defined]  # a Tally
        if done % self.every == 0:
            self.seen.append(resident())

    def say(self, text: str) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def took(held: Held) -> str:
    """What a run took, in words."""
    calls = held.run.call_count
    return f"{calls} calls, {held.wall:.1f} s, {held.cpu / calls * 1e3:.2f} ms CPU a call"


ROWS: dict[str, Callable[[bool], Taken]] = {
    "machinery": machinery,
    "parsing": parsing,
    "command": command,
    "throughput-http": throughput_over_http,
    "throughput-litellm": throughput_over_litellm,
    "path": path_over_litellm,
    "thousand": thousand_over_http,
    "slots": slots,
    "standin": standin,
    "neighbours": neighbours,
    "memory": memory,
}
LONG = ("memory",)
"""Rows that are taken only when they are named."""
