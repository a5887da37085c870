from __future__ import annotations

from vs_sim.core.cost import UNLIMITED
from vs_sim.sweep.sweep_options import SweepOptions


def test_a_sweep_has_no_limits_and_processes_of_this_machine_unless_told() -> None:
    options = SweepOptions()
    assert (options.budget, options.executor, options.workers, options.share) == (UNLIMITED, "local", None, (0, 1))
