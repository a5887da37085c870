from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.cost import UNLIMITED, Cost
from vs_sim.core.model_entry import ModelEntry
from vs_sim.sweep.shared_budget import SharedBudget


@given(slots=st.integers(1, 500), workers=st.integers(1, 64))
def test_the_slots_of_all_workers_are_those_of_the_model(slots: int, workers: int) -> None:
    workers = min(workers, slots)
    entry = ModelEntry(max_in_flight=slots)
    assert sum(entry.part(which, workers).max_in_flight for which in range(workers)) == slots


@given(limit=st.floats(0.1, 1e6), workers=st.integers(1, 64))
def test_the_requests_and_tokens_a_minute_of_all_workers_are_those_of_the_model(limit: float, workers: int) -> None:
    parts = [ModelEntry(rpm=limit, tpm=2 * limit).part(which, workers) for which in range(workers)]
    assert math.fsum(part.rpm or 0 for part in parts) == pytest.approx(limit)
    assert math.fsum(part.tpm or 0 for part in parts) == pytest.approx(2 * limit)


def test_no_limit_stays_none() -> None:
    assert ModelEntry().part(1, 3).rpm is None


@given(cap=st.floats(0.01, 1e4), spent=st.lists(st.floats(0, 1e3), min_size=1, max_size=6), workers=st.integers(1, 8))
def test_what_is_promised_and_what_is_spent_never_exceed_the_cap(cap: float, spent: list[float], workers: int) -> None:
    known = {str(at): Cost(usd=usd) for at, usd in enumerate(spent)}
    ledger = SharedBudget(Cost(cap, math.inf, math.inf), dict(known))
    before = math.fsum(spent)
    leases = [ledger.lease(cell, max(workers - at, 1)) for at, cell in enumerate(known)]
    promised = math.fsum(lease.usd - usd for lease, usd in zip(leases, spent, strict=True))
    assert before + promised <= max(cap, before) * (1 + 1e-9)


def test_what_a_cell_leaves_goes_to_the_next() -> None:
    ledger = SharedBudget(Cost(10, math.inf, math.inf))
    assert ledger.lease("a", 2).usd == 5
    ledger.settle("a", Cost(usd=1))
    assert ledger.lease("b", 1).usd == 9


def test_calls_are_shared_out_whole() -> None:
    ledger = SharedBudget(Cost(math.inf, 7, math.inf))
    assert [ledger.lease(cell, parts).calls for cell, parts in (("a", 3), ("b", 2), ("c", 1))] == [3, 2, 2]


def test_without_a_cap_every_lease_is_without_one() -> None:
    assert SharedBudget(UNLIMITED, {"a": Cost(1, 2, 3)}).lease("a", 2) == UNLIMITED
