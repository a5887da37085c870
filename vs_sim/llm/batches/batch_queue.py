"""Requests that wait for each other and are sent in batches: one wave when every conversation waits for an answer.

A request that is in a batch already, because the run was killed or paused, is not sent again: its answer is waited for.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic_core import to_json

from vs_sim.core.message import Request
from vs_sim.errors import BackendError, Paused, Rejected, VsSimError
from vs_sim.llm.batches.batch_journal import BatchJournal, Wave
from vs_sim.llm.batches.batch_provider import UNANSWERED, Batch, BatchAnswer, BatchLine, BatchProvider, broken_results
from vs_sim.llm.layers.waiting import Waiting

_T = TypeVar("_T")
LULL = 5.0
"""Seconds without a new request after which a wave is sent although not every conversation waits."""
_FIRST_LOOK, _LONGEST_PAUSE = 0.1, 60.0
_PATIENT_LOOKS = 20
"""Failed looks in a row after which a run is paused."""
_SUBMISSIONS = 3
_NOT_AS_DOCUMENTED = (LookupError, TypeError, ValueError, AttributeError)
"""What is raised where an answer about a batch has another outline than its provider documents."""


@dataclass
class _Pending:
    body: Mapping[str, Any]
    answer: asyncio.Future[BatchAnswer]


class Batches:
    """The queues of a run, and the count of conversations that decides when a wave is whole.

    Args:
        folder: The run folder, where the journal lies.
        waiting: How the run waits, and ends waiting.
        lull: Seconds without a new request after which a wave is sent anyway.
    """

    def __init__(self, folder: Path, waiting: Waiting, lull: float = LULL) -> None:
        self.journal, self.waiting, self.lull = BatchJournal(folder), waiting, lull
        self.queues: dict[str, BatchQueue] = {}
        self.running = self.under_way = 0
        self._timer: asyncio.TimerHandle | None = None

    def queue(self, key: str, provider: BatchProvider) -> BatchQueue:
        """The queue of one model.

        Args:
            key: The key of its entry.
            provider: Who sells the batches.
        """
        self.queues[key] = BatchQueue(key, provider, self)
        return self.queues[key]

    def count(self, change: int) -> None:
        """Note that a conversation began or goes on (+1), or ended or waits for another one (-1)."""
        self.running += change
        self.look()

    def look(self) -> None:
        """Send a wave if every conversation waits for it."""
        pending = self._pending()
        if pending and pending >= self.running:
            asyncio.get_running_loop().call_soon(self._send, False)
        if self._timer is not None:
            self._timer.cancel()
        if pending:
            self._timer = asyncio.get_running_loop().call_later(self.lull, self._send, True)

    def stop(self) -> None:
        """Send nothing more."""
        for queue in self.queues.values():
            queue.fail(Paused("the run is stopping"))

    def _pending(self) -> int:
        return sum(len(queue.pending) for queue in self.queues.values())

    def _send(self, lull: bool) -> None:
        if lull and self.under_way:
            self.look()
        elif (pending := self._pending()) and (lull or pending >= self.running):
            for queue in self.queues.values():
                queue.send()


class BatchQueue:
    """The requests of one model.

    Args:
        key: The key of its entry.
        provider: Who sells the batches.
        batches: All queues of the run.
    """

    def __init__(self, key: str, provider: BatchProvider, batches: Batches) -> None:
        self.key, self.provider, self.batches = key, provider, batches
        self.pending: dict[str, _Pending] = {}
        self._ends: dict[int, asyncio.Task[dict[str, BatchAnswer]]] = {}
        self._sending: set[asyncio.Task[None]] = set()
        self._recovering = asyncio.Lock()
        self._recovered = False

    async def answer(self, request: Request, form: str, body: Mapping[str, Any]) -> BatchAnswer:
        """The answer to a request, in the batch that it was sent in or in the next one.

        Args:
            request: The request with the seed that its draw and attempt have.
            form: How the form of the answer is asked for.
            body: What is sent.

        Raises:
            BackendError: The provider does not take the batch.
            Paused: The run stops.
        """
        name = request_id(request, form, body)
        await self._recover()
        wave = self.batches.journal.last_with(self.key, name)
        if wave is not None:
            found = (await self._end(wave)).get(name, UNANSWERED)
            if found.status == 200 or wave is not self.batches.journal.of(self.key)[-1]:
                return found
        self.pending[name] = _Pending(body, asyncio.get_running_loop().create_future())
        waiting = self.pending[name].answer
        self.batches.look()
        return await waiting

    def send(self) -> None:
        """Send what is pending."""
        pending, self.pending = self.pending, {}
        for part in _parts(pending, self.provider):
            task = asyncio.get_running_loop().create_task(self._deliver(part))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    def fail(self, error: Exception) -> None:
        """Give up what is pending."""
        pending, self.pending = self.pending, {}
        _fail(pending, error)

    async def aclose(self) -> None:
        """Close the provider's connections."""
        await self.provider.client.aclose()

    async def _deliver(self, part: dict[str, _Pending]) -> None:
        self.batches.under_way += 1
        try:
            wave = self.batches.journal.prepare(self.key, list(part))
            await self._submit(wave, [BatchLine(name, one.body) for name, one in part.items()])
            found = await self._end(wave)
        except VsSimError as error:
            _fail(part, error)
            return
        except (*_NOT_AS_DOCUMENTED, OSError) as error:
            _fail(part, broken_results(f"{type(error).__name__}: {error}"))
            return
        finally:
            self.batches.under_way -= 1
        for name, one in part.items():
            if not one.answer.done():
                one.answer.set_result(found.get(name, UNANSWERED))

    async def _submit(self, wave: Wave, lines: list[BatchLine]) -> None:
        for attempt in range(_SUBMISSIONS):
            try:
                batch = attempt and await self.provider.find(wave.mark, wave.ids, wave.at)
                batch = batch or await self.provider.submit(lines, wave.mark)
                break
            except BackendError as error:
                if not error.retryable or attempt == _SUBMISSIONS - 1:
                    raise
                await self.batches.waiting.pause(error.retry_after if error.retry_after is not None else 2.0**attempt)
        self.batches.journal.sent(wave, str(batch))
        self._say(f"{self.key}: wave {wave.number}, batch {batch} of {len(wave.ids)} requests was sent; waiting for it")

    async def _recover(self) -> None:
        """Find batches that were sent by a session which died before it noted their identifiers."""
        async with self._recovering:
            if self._recovered:
                return
            for wave in self.batches.journal.of(self.key):
                if wave.batch is None:
                    batch = await self.provider.find(wave.mark, wave.ids, wave.at)
                    if batch is None:
                        self.batches.journal.lose(wave)
                    else:
                        self.batches.journal.sent(wave, batch)
            self._recovered = True

    async def _end(self, wave: Wave) -> dict[str, BatchAnswer]:
        """The answers of a wave, once there are any; they are fetched once."""
        if wave.number not in self._ends:
            self._ends[wave.number] = asyncio.get_running_loop().create_task(self._answers(wave))
        return await asyncio.shield(self._ends[wave.number])

    async def _answers(self, wave: Wave) -> dict[str, BatchAnswer]:
        self.batches.under_way += 1
        try:
            batch = await self._ended(str(wave.batch))
            if batch.fault:
                raise Rejected(f"{self.key}: batch {batch.id} failed: {batch.fault}", hint="check the model's name")
            return await self._patient(lambda: self.provider.answers(batch))
        except _NOT_AS_DOCUMENTED as error:
            raise broken_results(f"{type(error).__name__}: {error}") from None
        finally:
            self.batches.under_way -= 1

    async def _ended(self, batch: str) -> Batch:
        started = time.monotonic()
        while True:
            found = await self._patient(lambda: self.provider.look(batch))
            if found.ended:
                return found
            waited = time.monotonic() - started
            await self.batches.waiting.pause(min(_LONGEST_PAUSE, _FIRST_LOOK + waited / 10))

    async def _patient(self, call: Callable[[], Awaitable[_T]]) -> _T:
        """The result of a call that may fail for a while."""
        for failures in range(_PATIENT_LOOKS):
            try:
                return await call()
            except BackendError as error:
                if not error.retryable or failures == _PATIENT_LOOKS - 1:
                    raise
                await self.batches.waiting.pause(min(_LONGEST_PAUSE, 2.0**failures))
        raise AssertionError("unreachable: the loop returns or raises")

    def _say(self, text: str) -> None:
        if self.batches.waiting.told is not None:
            self.batches.waiting.told(text)


def request_id(request: Request, form: str, body: Mapping[str, Any]) -> str:
    """What identifies a request in batches: the same for the same draw, attempt and form."""
    said = f"{request.sha256} {request.seed} {form} ".encode() + to_json(body)
    return hashlib.sha256(said).hexdigest()[:48]


def _parts(pending: dict[str, _Pending], provider: BatchProvider) -> Iterator[dict[str, _Pending]]:
    """What is pending, in parts that fit into one batch each."""
    part: dict[str, _Pending] = {}
    size = 0
    for name, one in pending.items():
        its = len(to_json(one.body)) + 200
        if part and (len(part) == provider.most_requests or size + its > provider.most_bytes):
            yield part
            part, size = {}, 0
        part[name] = one
        size += its
    if part:
        yield part


def _fail(pending: Mapping[str, _Pending], error: Exception) -> None:
    for one in pending.values():
        if not one.answer.done():
            one.answer.set_exception(error)
