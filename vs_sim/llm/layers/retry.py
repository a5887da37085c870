"""Retry: requests that failed in transport are repeated a limited number of times; no failure becomes an outcome."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable

from vs_sim.core.event import Failed
from vs_sim.core.message import Reply
from vs_sim.errors import BackendError, RateLimited, Refused
from vs_sim.llm.flow import Call
from vs_sim.llm.layers.waiting import Waiting
from vs_sim.seeds import generator, provider_seed

FIRST_WAIT = 0.5
LONGEST_WAIT = 60.0
"""Seconds of the longest wait that no server asked for."""
LENIENCE = 4
"""Rate limits that count as one other failure: a server that limits requests is running."""
Note = Callable[[Failed], None]


class RetryLayer:
    """Asks again after a jittered, doubling wait; a `Retry-After` is honoured; every failure is noted.

    Args:
        inner: The layers below, for one model.
        retries: Failures after which a call is tried once more; a rate limit counts a quarter.
        seed: The run's seed: each attempt gets its own provider seed, because some servers fail for ever on one.
        note: Where transport failures are kept.
        waiting: How calls wait, and how long at most.
    """

    def __init__(
        self,
        inner: Callable[..., Awaitable[Reply]],
        *,
        retries: int,
        seed: int,
        note: Note,
        waiting: Waiting | None = None,
    ) -> None:
        self.inner, self.retries, self.seed, self.note = inner, retries, seed, note
        self.waiting = waiting or Waiting()

    async def __call__(self, call: Call) -> tuple[Reply, int]:
        """The reply and the number of retries it took.

        Raises:
            BackendError: The last attempt failed, or the error says that another would fail too.
            Paused: The run stopped while the call waited.
        """
        failures = waited = 0.0
        for attempt in itertools.count():
            try:
                return await self.inner(call.request.seeded(provider_seed(self.seed, call.name, attempt))), attempt
            except Refused:
                raise
            except BackendError as error:
                self.note(Failed((*call.name, f"retry {attempt}"), "transport", type(error).__name__, str(error)))
                failures += 1 / LENIENCE if isinstance(error, RateLimited) else 1
                left = self.waiting.patience - waited
                if not error.retryable or failures > self.retries or left <= 0:
                    raise self._given_up(error, waited) from error.__cause__
                wait = min(wait_before(attempt, error.retry_after, self.seed, call.name), left)
                waited += wait
                self.waiting.announce(call.model, error.retry_after, wait)
                await self.waiting.pause(wait)
        raise AssertionError("unreachable: the loop returns or raises")

    def _given_up(self, error: BackendError, waited: float) -> BackendError:
        """The error, with what to do where the server asks for a longer wait than a call waits."""
        if error.retryable and error.retry_after is not None and error.retry_after > self.waiting.patience - waited:
            error.hint = (
                f"the server asks for a wait of {error.retry_after:.0f} s, and a call waits "
                f"{self.waiting.patience:g} s in all; nothing is lost, and the run can be continued after it"
            )
        return error


def wait_before(attempt: int, retry_after: float | None, seed: int, name: tuple[str, ...]) -> float:
    """Seconds to wait before the next attempt: what the server asked, else doubling with jitter (x .5 to 1)."""
    if retry_after is not None:
        return max(retry_after, 0.0)
    jitter = 0.5 + 0.5 * float(generator(seed, "wait", *name, attempt).random())
    return float(min(LONGEST_WAIT, FIRST_WAIT * 2**attempt) * jitter)
