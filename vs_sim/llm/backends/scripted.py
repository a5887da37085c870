"""Scripted: replies written beforehand, for tests and demonstrations of the machinery.

A script is a list of texts, given in turn and then from the start again, or any callable from a request to a
text or a reply.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle

from pydantic import Field

from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.strict_model import Strict
from vs_sim.llm.backend import Backend, backend
from vs_sim.llm.prices import FREE, Tariff

Script = Callable[[Request], str | Reply]


class ScriptedOptions(Strict):
    """What an entry of `models:` may say."""

    replies: tuple[str, ...] = Field(min_length=1, description="texts given in turn")


@backend("scripted")
class Scripted(Backend):
    """Replies from a script; never fails, unless the script raises."""

    options = ScriptedOptions
    standin = True
    scores = "sequence"

    def __init__(self, entry: ModelEntry) -> None:
        self.script = in_turn(ScriptedOptions.model_validate(entry.options).replies)

    @classmethod
    def of(cls, script: Script | Sequence[str]) -> Scripted:
        """A backend from a callable or a list of texts."""
        made = cls(ModelEntry(backend="scripted", replies=("",)))
        made.script = script if callable(script) else in_turn(script)
        return made

    def tariff(self) -> Tariff:
        """Nothing."""
        return FREE

    async def complete(self, request: Request) -> Reply:
        """The script's next reply."""
        answer = self.script(request)
        return answer if isinstance(answer, Reply) else Reply(answer, model="scripted", usd=0.0)


def in_turn(replies: Sequence[str]) -> Script:
    """A script that gives texts in turn, then from the start again."""
    endless = cycle(replies)
    return lambda request: next(endless)
