"""Budget: a cap in dollars, calls or tokens that holds, over all models of a run.

What a call may cost is reserved when it is admitted and settled when it has been answered. When reservations
alone exceed the cap, calls wait for settlements; the run stops only when what is settled plus one call's own
estimate exceeds it. So a budget is passed by one call at most.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from vs_sim.core.message import Reply, Request
from vs_sim.errors import BudgetExceeded, VsSimError
from vs_sim.llm.prices import expected_tokens

Complete = Callable[[Request], Awaitable[Reply]]
Price = Callable[[Request], tuple[float, float]]
"""The lowest and highest cost of a request in US dollars."""


@dataclass(frozen=True)
class Cost:
    """Dollars, calls and tokens; of a cap, infinity means that there is none."""

    usd: float = 0.0
    calls: float = 0.0
    tokens: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.usd + other.usd, self.calls + other.calls, self.tokens + other.tokens)

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.usd - other.usd, self.calls - other.calls, self.tokens - other.tokens)

    def exceeds(self, cap: Cost) -> str | None:
        """What of the cap is exceeded; None when nothing is."""
        for name in ("usd", "calls", "tokens"):
            if getattr(self, name) > getattr(cap, name) + 1e-12:
                return name
        return None


def capped(limits: Iterable[str]) -> Cost:
    """A cap from what a person typed: `5`, `5usd`, `2000calls`, `1e6tokens`.

    Raises:
        VsSimError: A limit cannot be read.
    """
    cap = {"usd": math.inf, "calls": math.inf, "tokens": math.inf}
    for limit in limits:
        found = re.fullmatch(r"\s*\$?([\d.]+(?:e\d+)?)\s*(usd|calls?|tokens?)?\s*", limit, re.IGNORECASE)
        if not found:
            raise VsSimError(f"a budget of {limit!r} cannot be read", hint="write 5usd, 2000calls or 1000000tokens")
        unit = (found[2] or "usd").lower()
        cap[unit if unit == "usd" else unit.rstrip("s") + "s"] = float(found[1])
    return Cost(**cap)


UNLIMITED = Cost(math.inf, math.inf, math.inf)


@dataclass
class Purse:
    """What a run may spend, has spent and has promised; shared by all its models.

    Attributes:
        cap: The most that may be spent.
        settled: What answered calls cost, earlier sessions of the run included.
        reserved: What calls under way may cost.
    """

    cap: Cost = UNLIMITED
    settled: Cost = Cost()
    reserved: Cost = Cost()
    changed: asyncio.Condition = field(default_factory=asyncio.Condition, repr=False)

    async def reserve(self, estimate: Cost) -> None:
        """Promise what a call may cost, waiting while promises alone exceed the cap.

        Raises:
            BudgetExceeded: What is settled leaves no room for it.
        """
        async with self.changed:
            while (self.settled + self.reserved + estimate).exceeds(self.cap):
                if over := (self.settled + estimate).exceeds(self.cap):
                    raise BudgetExceeded(
                        f"the budget of {getattr(self.cap, over):g} {over} is spent",
                        hint="nothing is lost; go on with a larger one: vs-sim resume RUN --budget …",
                    )
                await self.changed.wait()
            self.reserved += estimate

    async def settle(self, estimate: Cost, cost: Cost) -> None:
        """Replace a promise by what the call really cost."""
        async with self.changed:
            self.reserved -= estimate
            self.settled += cost
            self.changed.notify_all()


class Budget:
    """Reserves before a call and settles after it.

    Args:
        inner: The backend.
        purse: What the run may spend.
        price: What a request may cost.
    """

    def __init__(self, inner: Complete, *, purse: Purse, price: Price) -> None:
        self.inner, self.purse, self.price = inner, purse, price

    async def __call__(self, request: Request) -> Reply:
        """Ask, within the budget.

        Raises:
            BudgetExceeded: The budget leaves no room for this call, or the model's price is unknown.
        """
        if self.purse.cap == UNLIMITED:
            return await self.inner(request)
        estimate = self._estimate(request)
        await self.purse.reserve(estimate)
        cost = Cost()
        try:
            reply = await self.inner(request)
            cost = self._cost(request, reply)
        finally:
            await self.purse.settle(estimate, cost)
        return reply

    def _estimate(self, request: Request) -> Cost:
        high = self.price(request)[1]
        if math.isnan(high) and self.purse.cap.usd < math.inf:
            raise BudgetExceeded(
                f"a budget in dollars needs the price of {request.parameters.get('model')}",
                hint="add price: {input: …, output: …} (dollars per million tokens) to its entry in models:",
            )
        return Cost(0.0 if math.isnan(high) else high, 1.0, sum(expected_tokens(request)[1]))

    def _cost(self, request: Request, reply: Reply) -> Cost:
        used = (reply.prompt_tokens or 0) + (reply.completion_tokens or 0)
        usd = reply.usd if reply.usd is not None else self.price(request)[1]
        return Cost(0.0 if math.isnan(usd) else usd, 1.0, used or sum(expected_tokens(request)[1]))
