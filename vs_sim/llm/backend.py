"""A backend reaches one model: it sends a request, returns the reply, or raises an error that can be retried or not.

To add one, put a file with one `@backend` class into `backends/`. A backend never sees the name of a draw.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, TypeVar

from vs_sim.core.answer_scores import Basis
from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.strict_model import Strict
from vs_sim.errors import BackendError, Rejected
from vs_sim.llm.prices import Tariff
from vs_sim.registry import Registry

if TYPE_CHECKING:
    from vs_sim.llm.batches.batch_provider import BatchProvider
    from vs_sim.llm.batches.batch_queue import BatchQueue


class Backend(ABC):
    """The interface to a model.

    Args:
        entry: The entry of `models:` it is made from; its own options are read with `options`.
    """

    options: ClassVar[type[Strict]]
    """The schema of the entry's own options, sampling parameters included."""
    needs: ClassVar[Mapping[str, str]] = {}
    """Required keys of the entry, each with a hint for the user who left it out."""
    standin: ClassVar[bool] = False
    """Whether its answers serve pipeline validation only and say nothing about people."""
    loading: ClassVar[frozenset[str]] = frozenset()
    """Options that say how a model is loaded and not what it is asked; a request is the same whatever they are."""
    packages: ClassVar[tuple[str, ...]] = ()
    """Packages whose version may change what it answers; kept in the log."""
    one_process: ClassVar[bool] = False
    """Whether it takes memory and processor of the whole machine, so that a sweep runs its cells one after another."""
    told: Callable[[str], None] = staticmethod(lambda text: None)
    """Called with a sentence for the user; replaced by whoever shows it."""
    structured: ClassVar[bool] = False
    """Whether it asks for the JSON schema of a request in a form that the provider enforces, where there is one."""
    batches: BatchQueue | None = None
    """Where its requests wait to be sent in batches; None where each is sent alone."""
    scores: ClassVar[Basis | None] = None
    """How it gives the probabilities of given answers; None where it cannot."""

    @abstractmethod
    def __init__(self, entry: ModelEntry) -> None: ...

    @abstractmethod
    async def complete(self, request: Request) -> Reply:
        """Ask the model once.

        Raises:
            BackendError: The model could not be reached or would not answer; `retryable` says which.
        """

    def ready(self, longest: Callable[[], float] | None = None) -> None:  # noqa: B027  # most are always ready
        """Check, before anything is asked or written, that the model can be asked at all.

        Args:
            longest: Gives the tokens of the longest request that is expected, if that is known.

        Raises:
            BackendError: It cannot.
        """

    def most_dialogues(self) -> int | None:
        """Dialogues under way at once beyond which it only becomes slower; None where more are as good."""
        return None

    def account(self) -> str | None:
        """A sentence on what was asked so far, where there is more to say than the log holds."""
        return None

    def batch_provider(self) -> BatchProvider | None:
        """Who sells batches of requests to this model; None where nobody does."""
        return None

    async def reply(self, request: Request) -> Reply:
        """Ask the model once, as `complete` does, unless the request wants what this backend cannot give.

        Raises:
            BackendError: The model could not be reached or would not answer; `retryable` says which.
        """
        if request.answers and self.scores is None:
            name = type(self).__name__
            raise Rejected(f"{name} gives no token probabilities", hint=f"method logprobs needs one of: {scoring()}")
        return await self.complete(request)

    def tariff(self) -> Tariff:
        """Dollars per token; NaN when unknown."""
        return Tariff()

    def billed(self, tariff: Tariff) -> Tariff:
        """What is really paid: half of a tariff where requests are sent in batches."""
        return tariff if self.batches is None else tariff.halved()

    def price(self, request: Request) -> tuple[float, float]:
        """The lowest and highest cost of a request in US dollars; NaN when unknown."""
        return self.tariff().expected(request)

    async def aclose(self) -> None:  # noqa: B027  # most backends hold nothing
        """Close connections."""


def require_ready(backend: Backend, place: str, longest: Callable[[], float] | None = None) -> None:
    """Check that a model can be asked.

    Args:
        backend: The model.
        place: Where it is named, for the message: `models.persona (gpt-4.1)`.
        longest: Gives the tokens of the longest request that is expected, if that is known.

    Raises:
        BackendError: It cannot.
    """
    try:
        backend.ready(longest)
    except BackendError as error:
        error.args = (f"{place}: {error}",)
        raise


_B = TypeVar("_B", bound=Backend)
BACKENDS: Registry[type[Backend]] = Registry("backend", "vs_sim.llm.backends")


def scoring() -> str:
    """The names of the backends that give probabilities of answers, as a list in words."""
    return ", ".join(name for name in BACKENDS.names() if BACKENDS.get(name).scores)


def backend(name: str) -> Callable[[type[_B]], type[_B]]:
    """Register a backend class under its name, the stem of its file."""

    def register(member: type[_B]) -> type[_B]:
        BACKENDS.register(name, member)
        return member

    return register
