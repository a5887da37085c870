from __future__ import annotations

import asyncio
import math

import pytest

from vs_sim.core.cost import Cost
from vs_sim.core.message import Message, Reply, Request
from vs_sim.errors import BudgetExceeded, TimedOut, Unreachable
from vs_sim.llm.layers.budget import BudgetLayer, Purse

REQUEST = Request((Message("user", "x" * 100),), parameters={"max_tokens": 10})


def cap(**limits: float) -> Purse:
    return Purse(Cost(**({"usd": math.inf, "calls": math.inf, "tokens": math.inf} | limits)))


def budget(purse: Purse, *, usd: float | None = 0.1, high: float = 0.1) -> BudgetLayer:
    async def complete(request: Request) -> Reply:
        await asyncio.sleep(0.001)
        return Reply("ok", usd=usd, prompt_tokens=10, completion_tokens=5)

    return BudgetLayer(complete, purse=purse, price=lambda request: (0.0, high))


def asked(layer: BudgetLayer, number: int) -> tuple[int, int]:
    """How many calls were answered and how many refused for the budget."""

    async def all_of_them() -> list[Reply | BaseException]:
        return await asyncio.gather(*(layer(REQUEST) for _ in range(number)), return_exceptions=True)

    results = asyncio.run(all_of_them())
    assert all(isinstance(result, Reply | BudgetExceeded) for result in results)
    return sum(isinstance(r, Reply) for r in results), sum(isinstance(r, BudgetExceeded) for r in results)


def test_a_budget_in_calls_holds() -> None:
    assert asked(budget(cap(calls=7)), 20) == (7, 13)


def test_a_budget_in_dollars_holds() -> None:
    purse = cap(usd=1.0)
    asked(budget(purse), 30)
    assert purse.settled.usd == pytest.approx(1.0)


def test_a_budget_in_tokens_is_settled_by_what_was_used() -> None:
    purse = cap(tokens=200)
    asked(budget(purse), 30)
    assert 130 <= purse.settled.tokens <= 200


def test_calls_wait_while_only_promises_exceed_the_budget() -> None:
    assert asked(budget(cap(usd=1.0), usd=0.01, high=0.9), 10)[0] == 10


def test_a_failed_call_costs_nothing() -> None:
    purse = cap(calls=1)

    async def down(request: Request) -> Reply:
        raise Unreachable("down")

    layer = BudgetLayer(down, purse=purse, price=lambda request: (0.0, 0.0))
    with pytest.raises(Unreachable):
        asyncio.run(layer(REQUEST))
    assert purse.settled == Cost()


def test_a_call_whose_answer_never_arrived_counts_as_billed() -> None:
    purse = cap(calls=1)

    async def slow(request: Request) -> Reply:
        raise TimedOut("no answer within 1 s")

    layer = BudgetLayer(slow, purse=purse, price=lambda request: (0.0, 0.5))
    with pytest.raises(TimedOut):
        asyncio.run(layer(REQUEST))
    assert (purse.settled.calls, purse.settled.usd, purse.reserved) == (1, 0.5, Cost())


def test_a_budget_in_dollars_needs_a_known_price() -> None:
    with pytest.raises(BudgetExceeded, match="needs the price"):
        asyncio.run(budget(cap(usd=1.0), high=math.nan)(REQUEST))


def test_what_earlier_sessions_spent_counts() -> None:
    purse = cap(calls=5)
    purse.settled = Cost(calls=4)
    assert asked(budget(purse), 3) == (1, 2)
