"""A simulation of many workers that share one provider: `python -m tests.bench.fleet`; nothing is asked of anybody.

Discrete events in virtual time: workers take blocks of dialogues, keep a window of them in flight, wait for the rate
limit, and die now and then; a block whose worker died goes on where its log ends. It gives the time against the ideal,
for even limits (each worker has its part of the limit) as the sweep divides them.
"""

from __future__ import annotations

import heapq
import random
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Fleet:
    """What is simulated.

    Attributes:
        workers: How many.
        window: Dialogues in flight in each.
        dialogues: In all.
        calls: Of each dialogue, one after the other.
        latency: Mean seconds of a call; lognormal, so that some are stragglers.
        spread: Sigma of its logarithm.
        stragglers: Share of workers that are slower by `slow`.
        slow: How many times slower they are.
        deaths: Expected deaths of each worker in an hour.
        restart: Seconds until a dead worker is replaced.
        rate: Calls a second that the provider lets, over all workers; 0 for no limit.
        blocks: Blocks for each worker.
        seed: Of all that is random.
    """

    workers: int = 64
    window: int = 1000
    dialogues: int = 1_000_000
    calls: int = 31
    latency: float = 2.0
    spread: float = 0.6
    stragglers: float = 0.05
    slow: float = 3.0
    deaths: float = 0.05
    restart: float = 60.0
    rate: float = 0.0
    blocks: int = 8
    seed: int = 0


@dataclass(frozen=True)
class Took:
    """What came of it: hours, the ideal hours without stragglers, deaths and blocks, deaths, and calls lost in them."""

    hours: float
    ideal: float
    deaths: int
    lost: int


def simulate_fleet(fleet: Fleet) -> Took:
    """Every block as one piece of work: a window moves through it at the pace of its worker."""
    rng = random.Random(fleet.seed)
    number = fleet.workers * fleet.blocks
    size = fleet.dialogues / number
    pace = [fleet.slow if rng.random() < fleet.stragglers else 1.0 for _ in range(fleet.workers)]
    free = [(0.0, worker) for worker in range(fleet.workers)]
    heapq.heapify(free)
    todo, ends, deaths, lost = [1.0] * number, 0.0, 0, 0
    while todo:
        now, worker = heapq.heappop(free)
        left = todo.pop()
        takes = left * seconds_of_block(fleet, size, pace[worker], rng)
        death = rng.expovariate(fleet.deaths / 3600) if fleet.deaths else float("inf")
        if death < takes:
            deaths += 1
            lost += min(fleet.window, round(size * left))
            todo.append(left * (1 - death / takes))
            heapq.heappush(free, (now + death + fleet.restart, worker))
            continue
        ends = max(ends, now + takes)
        heapq.heappush(free, (now + takes, worker))
    return Took(ends / 3600, ideal_seconds(fleet) / 3600, deaths, lost)


def seconds_of_block(fleet: Fleet, size: float, slower: float, rng: random.Random) -> float:
    """Seconds of one block: its calls through the window, the tail of its last dialogues, and the limit."""
    mean = fleet.latency * slower
    at_once = min(fleet.window, size)
    steady = size * fleet.calls * mean / at_once
    calls = range(fleet.calls)
    last = (sum(rng.lognormvariate(-(fleet.spread**2) / 2, fleet.spread) for _ in calls) for _ in range(20))
    tail = mean * max(max(last) - fleet.calls, 0)
    limited = size * fleet.calls * fleet.workers / fleet.rate if fleet.rate else 0.0
    return max(steady + tail, limited)


def ideal_seconds(fleet: Fleet) -> float:
    """Seconds if every worker were as fast as the others, always busy, and never died."""
    calls = fleet.dialogues * fleet.calls
    steady = calls * fleet.latency / (fleet.workers * fleet.window)
    return max(steady, calls / fleet.rate if fleet.rate else 0.0)


CASES = {
    "no trouble": Fleet(stragglers=0, deaths=0),
    "5% of workers 3x slower": Fleet(deaths=0),
    "5% slower, one block a worker": Fleet(deaths=0, blocks=1),
    "5% slower, 64 blocks a worker": Fleet(deaths=0, blocks=64),
    "5% slower, a death a worker in 2 hours": Fleet(deaths=0.5),
    "the same, 10,000 calls a second allowed": Fleet(deaths=0.5, rate=10_000),
    "the same, 2,000 calls a second allowed": Fleet(deaths=0.5, rate=2_000),
}


def main() -> None:
    """A line a case."""
    for name, fleet in CASES.items():
        took = [simulate_fleet(Fleet(**{**vars(fleet), "seed": seed})) for seed in range(20)]
        hours, deaths, lost = (sum(getattr(one, what) for one in took) / 20 for what in ("hours", "deaths", "lost"))
        ideal = took[0].ideal
        line = f"{name}: {hours:.2f} h, {hours / ideal:.2f} x the ideal {ideal:.2f} h"
        sys.stdout.write(f"{line}, {deaths:.1f} deaths, {lost:,.0f} calls asked again\n")


if __name__ == "__main__":
    main()
