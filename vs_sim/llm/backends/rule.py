"""Opinion rules as entries of `models:`: the society applies them itself; they answer no question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import ConfigDict

from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.strict_model import Strict
from vs_sim.errors import Rejected
from vs_sim.llm.backend import Backend, backend
from vs_sim.llm.prices import FREE, Tariff


class RuleOptions(Strict):
    """The parameters of the rule; each rule has its own, in `vs_sim/world/rules/`."""

    model_config = ConfigDict(extra="allow")


@backend("rule")
class RuleBackend(Backend):
    """A rule has no words: whoever asks it is told so."""

    options = RuleOptions
    needs: ClassVar[Mapping[str, str]] = {"model": "the rule, for example model: rule/degroot"}

    def __init__(self, entry: ModelEntry) -> None:
        self.name = entry.model

    def tariff(self) -> Tariff:
        """Nothing."""
        return FREE

    async def complete(self, request: Request) -> Reply:
        """Nothing is asked of a rule.

        Raises:
            Rejected: Always.
        """
        raise Rejected(f"{self.name} is a rule and answers no question", hint="rules are for scenarios of kind opinion")
