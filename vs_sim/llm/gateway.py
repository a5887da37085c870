"""Drives flows: one background thread runs one event loop, the only place where the package waits.

`Gateway.run(flows)` drives independent flows in a sliding window. It is synchronous for its caller, works inside a
running loop (notebooks), and cannot be called from inside a flow.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

from vs_sim.core.message import Reply
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import BackendError, Paused, Refused, VsSimError
from vs_sim.llm.backend import BACKENDS, Backend
from vs_sim.llm.batches.batch_queue import Batches
from vs_sim.llm.flow import Call, Flow, Handle, Spawn, Until
from vs_sim.llm.layers.budget import BudgetLayer, Purse
from vs_sim.llm.layers.limit import LimitLayer
from vs_sim.llm.layers.replay import ReplayLayer
from vs_sim.llm.layers.retry import RetryLayer
from vs_sim.llm.layers.waiting import Waiting
from vs_sim.llm.ledger import Ledger

_T = TypeVar("_T")
_Handler = Callable[[Call], Awaitable[Reply]]
_KEPT = "all replies are kept"
DRAIN = 30.0
"""Seconds that a run which stops waits for the requests in flight."""
_BLOCKING_THREADS = 1
"""Threads for blocking work. litellm prepares every request in one; with more threads, all would be ready late."""


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = _new_loop()
    loop.set_default_executor(ThreadPoolExecutor(_BLOCKING_THREADS))
    threading.Thread(target=loop.run_forever, name="vs_sim gateway", daemon=True).start()
    return loop


def _new_loop() -> asyncio.AbstractEventLoop:
    """A loop of uvloop, which takes a fifth less CPU for each request, or asyncio's own where there is none."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


_alive: WeakSet[Gateway] = WeakSet()
"""The gateways of this process."""


def stop_gateways(reason: VsSimError) -> None:
    """Stop every run of this process as an interruption does: what is in flight is finished and kept."""
    for gateway in list(_alive):
        gateway.stop(reason)


def inside_a_flow() -> bool:
    """Whether the caller runs on the gateway's own thread."""
    return threading.current_thread().name == "vs_sim gateway"


class Gateway:
    """Models by key behind their layers, and the one loop that drives flows.

    Args:
        entries: The scenario's `models:`; a flow's `Call.model` is a key of it or a litellm name.
        ledger: Where replies are committed.
        seed: The run's seed, from which provider seeds are derived.
        purse: What may be spent; None for no budget.
        backends: Ready-made backends by key, for tests; others are made from their entries.
        drain: Seconds that a run which stops waits for the requests in flight; then they are abandoned.
        batches: The run folder, where requests are sent in batches; None where each is sent alone.
    """

    def __init__(
        self,
        entries: Mapping[str, ModelEntry],
        ledger: Ledger,
        *,
        seed: int = 0,
        purse: Purse | None = None,
        backends: Mapping[str, Backend] | None = None,
        drain: float = DRAIN,
        batches: Path | None = None,
    ) -> None:
        self.entries, self.ledger, self.seed = entries, ledger, seed
        self.backends: dict[str, Backend] = dict(backends or {})
        self.handlers: dict[str, _Handler] = {}
        self.parameters: dict[str, dict[str, Any]] = {}
        self.purse = purse or Purse()
        self.waiting = Waiting()
        self.stopped: VsSimError | None = None
        self.drain, self.in_flight = drain, 0
        self.batches = None if batches is None else Batches(batches, self.waiting)
        self._workers: list[asyncio.Task[None]] = []
        _alive.add(self)

    def run(
        self,
        flows: Iterable[Flow[_T]],
        *,
        window: int = 64,
        done: Callable[[_T], None] | None = None,
        told: Callable[[str], None] | None = None,
    ) -> list[_T]:
        """Drive flows, at most `window` at once, and give their results in the order of the flows.

        Args:
            flows: Independent flows; taken from the iterable only when the window has room.
            window: Flows under way at once.
            done: Called with each result as it arrives, on the gateway's thread.
            told: Called with a sentence when the run is interrupted, or has to wait long.

        Raises:
            Paused: The run was interrupted or transport failed for good; what was committed is kept.
            VsSimError: Called from inside a flow.
        """
        if inside_a_flow():
            raise VsSimError(
                "Gateway.run was called from inside a flow", hint="yield from the flow, or yield Spawn(flow)"
            )
        self.waiting.told = told
        future = asyncio.run_coroutine_threadsafe(self._run(iter(flows), window, done), _loop())
        while True:
            try:
                return future.result()
            except KeyboardInterrupt:
                if self.stopped is not None:
                    future.cancel()
                    raise
                self.stop(Paused("interrupted", hint=_KEPT, resume=""))
                if told:
                    told(
                        f"stopping: requests in flight have {self.drain:g} s to finish, and their replies are kept; "
                        "interrupt again to stop at once"
                    )

    def stop(self, reason: VsSimError) -> None:
        """Admit nothing more, and end all waiting; replies that arrive within `drain` seconds are committed."""
        if self.stopped is None:
            self.stopped = reason
            _loop().call_soon_threadsafe(self._stop_waiting)

    def _stop_waiting(self) -> None:
        self.waiting.stop()
        if self.batches is not None:
            self.batches.stop()
        asyncio.get_running_loop().call_later(self.drain, self._abandon, self._workers)

    def _abandon(self, workers: list[asyncio.Task[None]]) -> None:
        """Give up the requests that are still in flight."""
        if self.stopped and self.in_flight:
            lost = f"{self.in_flight} requests without an answer after {self.drain:g} s were abandoned"
            self.stopped.hint = "; ".join(filter(None, (lost, self.stopped.hint)))
        for worker in workers:
            worker.cancel()

    def close(self) -> None:
        """Close the backends' connections."""
        for backend in self.backends.values():
            asyncio.run_coroutine_threadsafe(backend.aclose(), _loop()).result()

    async def _run(self, flows: Iterator[Flow[_T]], window: int, done: Callable[[_T], None] | None) -> list[_T]:
        results: dict[int, _T] = {}
        numbered = enumerate(flows)

        async def work() -> None:
            for number, flow in numbered:
                try:
                    results[number] = await self._drive(flow)
                except VsSimError as error:
                    self.stop(error)
                if self.stopped:
                    return
                if done:
                    done(results[number])

        async with asyncio.TaskGroup() as workers:
            self._workers = [workers.create_task(work()) for _ in range(window)]
        if self.stopped:
            raise self.stopped
        return [results[number] for number in sorted(results)]

    async def _drive(self, flow: Flow[_T]) -> _T:
        spawned: list[asyncio.Task[Any]] = []
        self._count(1)
        try:
            step = next(flow)
            while True:
                if isinstance(step, Call):
                    answer = await self._call(step)
                    step = flow.throw(answer) if isinstance(answer, Refused) else flow.send(answer)
                elif isinstance(step, Spawn):
                    spawned.append(asyncio.create_task(self._drive(step.flow)))
                    step = flow.send(Handle(spawned[-1]))
                elif isinstance(step, Until):
                    self._count(-1)
                    await self.waiting.until(step.signal)
                    self._count(1)
                    step = next(flow)
                else:
                    self._count(-1)
                    await asyncio.wait([step.handle.state])
                    self._count(1)
                    error = step.handle.state.exception()
                    step = flow.throw(error) if error else flow.send(step.handle.state.result())
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        except asyncio.CancelledError:
            for task in spawned:
                task.cancel()
            raise
        finally:
            self._count(-1)
            await asyncio.gather(*spawned, return_exceptions=True)
            flow.close()

    def _count(self, change: int) -> None:
        """Note how many flows go on, for the batches: a wave is whole when all of them wait for it."""
        if self.batches is not None:
            self.batches.count(change)

    async def _call(self, call: Call) -> Reply | Refused:
        if self.stopped:
            raise Paused("the run is stopping")
        if call.model not in self.handlers:
            self._open(call.model)
        request = replace(call.request, parameters=self.parameters[call.model])
        self.in_flight += 1
        try:
            return await self.handlers[call.model](Call(call.name, call.model, request))
        except Refused as error:
            return error
        except BackendError as error:
            paused = Paused(f"{call.model}: {error}", hint=error.hint or _KEPT, resume="")
            self.stop(paused)
            raise paused from error
        finally:
            self.in_flight -= 1

    def _open(self, key: str) -> None:
        entry = self.entries.get(key) or ModelEntry(model=key)
        if key not in self.backends:
            self.backends[key] = BACKENDS.get(entry.backend)(entry)
        backend = self.backends[key]
        if self.waiting.told is not None:
            backend.told = self.waiting.told
        most, rpm, tpm = entry.max_in_flight, entry.rpm, entry.tpm
        provider = self.batches and backend.batch_provider()
        if self.batches and provider:
            backend.batches = self.batches.queue(key, provider)
            most, rpm, tpm = sys.maxsize, None, None
        paid = BudgetLayer(backend.reply, purse=self.purse, price=backend.price)
        limited = LimitLayer(paid, max_in_flight=most, rpm=rpm, tpm=tpm, waiting=self.waiting)
        retried = RetryLayer(
            limited, retries=entry.retries, seed=self.seed, note=self.ledger.note, waiting=self.waiting
        )
        self.handlers[key] = ReplayLayer(retried, ledger=self.ledger)
        asked = {
            name: value for name, value in entry.options.items() if name not in BACKENDS.get(entry.backend).loading
        }
        self.parameters[key] = {"model": entry.model or entry.backend, **asked}
