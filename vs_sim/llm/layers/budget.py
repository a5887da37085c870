"""Budget: a cap in dollars, calls or tokens over all models of a run.

The estimated cost of a call is reserved when the call is admitted, and replaced by its real cost when it has been
answered. What was sent and never arrived may have been billed, and counts with the estimate. While reservations would
exceed the cap, calls wait for others to finish; the run stops only when the settled costs plus the estimate of one call
exceed the cap. A budget is therefore exceeded by one call at most.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from vs_sim.core.cost import NO_COST, UNLIMITED, Cost
from vs_sim.core.message import Reply, Request
from vs_sim.errors import BackendError, BudgetExceeded, PriceUnknown
from vs_sim.llm.prices import expected_tokens, tokens_used

_Complete = Callable[[Request], Awaitable[Reply]]
PriceFunction = Callable[[Request], tuple[float, float]]
"""The lowest and highest cost of a request in US dollars."""


@dataclass
class Purse:
    """Cap, spending and reservations of a run, shared by all its models.

    Attributes:
        cap: The most that may be spent.
        settled: Cost of answered calls, earlier sessions of the run included.
        reserved: Estimated cost of calls in progress.
    """

    cap: Cost = UNLIMITED
    settled: Cost = NO_COST
    reserved: Cost = NO_COST
    changed: asyncio.Condition = field(default_factory=asyncio.Condition, repr=False)

    async def reserve(self, estimate: Cost) -> None:
        """Reserve the estimated cost of a call, waiting while reservations would exceed the cap.

        Raises:
            BudgetExceeded: The settled costs leave no room for it.
        """
        async with self.changed:
            while (self.settled + self.reserved + estimate).exceeds(self.cap):
                if over := (self.settled + estimate).exceeds(self.cap):
                    raise BudgetExceeded(
                        f"the budget of {getattr(self.cap, over):g} {over} is spent",
                        hint="all replies are kept, and a larger budget continues the run",
                        resume="--budget …",
                    )
                await self.changed.wait()
            self.reserved += estimate

    async def settle(self, estimate: Cost, cost: Cost) -> None:
        """Replace a reservation by the real cost."""
        async with self.changed:
            self.reserved -= estimate
            self.settled += cost
            self.changed.notify_all()


class BudgetLayer:
    """Layer that reserves the cost of a call before it and settles it afterwards.

    Args:
        inner: The backend.
        purse: The budget of the run.
        price: Lowest and highest cost of a request.
    """

    def __init__(self, inner: _Complete, *, purse: Purse, price: PriceFunction) -> None:
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
        cost = NO_COST
        try:
            reply = await self.inner(request)
            cost = self._cost(request, reply)
        except BackendError as error:
            cost = estimate if error.billed else NO_COST
            raise
        except asyncio.CancelledError:
            cost = estimate
            raise
        finally:
            await self.purse.settle(estimate, cost)
        return reply

    def _estimate(self, request: Request) -> Cost:
        high = self.price(request)[1]
        if math.isnan(high) and self.purse.cap.usd < math.inf:
            raise PriceUnknown(
                f"a budget in dollars needs the price of {request.parameters.get('model')}",
                hint="add price: {input: …, output: …} (dollars per million tokens) to its entry in models:",
            )
        return Cost(0.0 if math.isnan(high) else high, 1.0, sum(expected_tokens(request)[1]))

    def _cost(self, request: Request, reply: Reply) -> Cost:
        used = tokens_used(reply)
        usd = reply.usd if reply.usd is not None else self.price(request)[1]
        return Cost(0.0 if math.isnan(usd) else usd, 1.0, sum(expected_tokens(request)[1]) if used is None else used)
