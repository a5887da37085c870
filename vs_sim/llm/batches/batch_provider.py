"""What the queue of batches needs of a provider that sells them."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from vs_sim.errors import BackendError
from vs_sim.llm.lazy_aiohttp import import_aiohttp
from vs_sim.llm.provider_errors import failure, wait_asked

if TYPE_CHECKING:
    import aiohttp

_SECONDS_PER_CALL = 300.0


class BatchLine(NamedTuple):
    """One request of a batch."""

    id: str
    body: Mapping[str, Any]


class BatchAnswer(NamedTuple):
    """The answer to one request of a batch, as a request of its own would have got it."""

    status: int
    body: bytes


UNANSWERED = BatchAnswer(408, b"the batch ended before this request was answered")


@dataclass(frozen=True)
class Batch:
    """Where a batch stands.

    Attributes:
        id: Its identifier at the provider.
        state: The provider's word for it.
        ended: Whether there will be no more answers.
        results: Where the answers are: identifiers of files, or addresses.
        fault: Why the provider did not take the batch at all; empty where it did.
    """

    id: str
    state: str
    ended: bool
    results: tuple[str, ...] = ()
    fault: str = ""


@dataclass
class BatchClient:
    """Calls to one provider over one session.

    Attributes:
        address: The provider's address.
        headers: Headers of every call, the key included.
    """

    address: str
    headers: Mapping[str, str] = field(repr=False)
    session: aiohttp.ClientSession | None = None

    async def call(self, method: str, path: str, **sent: Any) -> bytes:
        """The body of the answer to a call.

        Raises:
            BackendError: The call failed.
        """
        aiohttp = import_aiohttp()
        if self.session is None:
            timeout = aiohttp.ClientTimeout(total=_SECONDS_PER_CALL)
            self.session = aiohttp.ClientSession(headers=self.headers, timeout=timeout)
        address = f"{self.address.rstrip('/')}{path}"
        try:
            async with self.session.request(method, address, **sent) as response:
                body: bytes = await response.read()
        except (TimeoutError, aiohttp.ClientError) as error:
            raise failure(f"{address}: {type(error).__name__}: {error}", None) from None
        if response.status >= 300:
            words = body.decode(errors="replace")
            raise failure(f"{address}: {response.status}: {words}", response.status, wait_asked(response.headers))
        return body

    async def aclose(self) -> None:
        """Close the connections."""
        if self.session is not None:
            await self.session.close()


class BatchProvider(ABC):
    """A provider that sells batches."""

    most_requests = 50_000
    most_bytes = 100_000_000
    """Of one batch."""

    def __init__(self, client: BatchClient) -> None:
        self.client = client

    @abstractmethod
    async def submit(self, lines: Sequence[BatchLine], mark: str) -> str:
        """Send a batch; gives its identifier.

        Args:
            lines: The requests.
            mark: By which it can be found again.
        """

    @abstractmethod
    async def find(self, mark: str, ids: Sequence[str], since: float) -> str | None:
        """The identifier of a batch that was sent, although nobody noted it; None where none was.

        Args:
            mark: The mark that it was sent with.
            ids: The identifiers of its requests.
            since: When it was sent at the earliest, in seconds since the epoch.
        """

    @abstractmethod
    async def look(self, batch: str) -> Batch:
        """Where a batch stands."""

    @abstractmethod
    async def answers(self, batch: Batch) -> dict[str, BatchAnswer]:
        """The answers of a batch that ended, by the identifiers of its requests."""


def json_lines(text: bytes) -> list[dict[str, Any]]:
    """The objects of a JSONL file.

    Raises:
        BackendError: It is not one.
    """
    try:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise broken_results(str(error)) from None
    if not all(isinstance(line, dict) for line in found):
        raise broken_results("a line is no object")
    return found


def json_object(text: bytes) -> dict[str, Any]:
    """The object that an answer is.

    Raises:
        BackendError: It is none.
    """
    found = json_lines(b" ".join(text.split(b"\n")))
    if len(found) != 1:
        raise broken_results("no object")
    return found[0]


def broken_results(why: str) -> BackendError:
    """The error of an answer about a batch that cannot be read."""
    return failure(f"the provider's answer about a batch cannot be read: {why}", None)
