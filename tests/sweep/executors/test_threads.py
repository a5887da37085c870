from __future__ import annotations

import threading

from vs_sim.sweep.executor import EXECUTORS


def test_workers_are_threads_of_this_process_and_run_at_once() -> None:
    together = threading.Barrier(2, timeout=30)
    with EXECUTORS.get("threads")(2) as workers:
        found = [workers.submit(together.wait) for _ in range(2)]
        assert sorted(each.result() for each in found) == [0, 1]
