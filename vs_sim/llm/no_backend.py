"""Nobody: stands where a model would, and answers nothing; a replay lives on committed replies alone."""

from __future__ import annotations

from vs_sim.core.message import Reply, Request
from vs_sim.core.scenario import ModelEntry
from vs_sim.core.strict_model import Strict
from vs_sim.errors import Rejected
from vs_sim.llm.backend import Backend
from vs_sim.llm.prices import FREE, Tariff


class Nobody(Backend):
    """Refuses every request."""

    options = Strict

    def __init__(self, entry: ModelEntry) -> None:
        self.entry = entry

    def tariff(self) -> Tariff:
        """Nothing."""
        return FREE

    async def complete(self, request: Request) -> Reply:
        """Never answers.

        Raises:
            Rejected: Always.
        """
        raise Rejected(
            "the log holds no reply to this, and no model is asked", hint="resume the run instead of replaying"
        )
