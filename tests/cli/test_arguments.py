from __future__ import annotations

import math

from vs_sim.cli.arguments import run_options
from vs_sim.simulation.progress import Silent


def test_a_quiet_run_shows_no_progress() -> None:
    assert isinstance(run_options(4, True, None).progress, Silent)


def test_limits_of_all_three_kinds_are_one_budget() -> None:
    budget = run_options(4, True, ["5usd", "2000calls"]).budget
    assert budget is not None and (budget.usd, budget.calls) == (5, 2000)


def test_without_limits_nothing_is_limited() -> None:
    budget = run_options(4, True, None).budget
    assert budget is not None and budget.usd == budget.calls == budget.tokens == math.inf
