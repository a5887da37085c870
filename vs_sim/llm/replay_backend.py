"""The backend of a replay, which uses committed replies alone: it rejects every request."""

from __future__ import annotations

from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.strict_model import Strict
from vs_sim.errors import Rejected
from vs_sim.llm.backend import Backend
from vs_sim.llm.prices import FREE, Tariff


class ReplayBackend(Backend):
    """Takes the place of a model in a replay and rejects every request."""

    options = Strict

    def __init__(self, entry: ModelEntry) -> None:
        self.entry = entry

    def tariff(self) -> Tariff:
        """No cost."""
        return FREE

    async def complete(self, request: Request) -> Reply:
        """Reject the request.

        Raises:
            Rejected: Always.
        """
        raise Rejected(
            "the log contains no reply to this request, and a replay asks no model",
            hint="resume the run instead of replaying it",
        )
