"""The cost of a request: a range before it is sent, the real cost from its tokens afterwards."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vs_sim.core.message import Reply, Request
from vs_sim.core.model_entry import ModelEntry

_CHARACTERS_PER_TOKEN = (5.0, 2.5)
"""Characters of plain text per token, for the low and the high estimate of tokens."""
_USUAL_ANSWER = (50, 800)
"""Tokens of an answer when the entry names no `max_tokens`: low and high."""


@dataclass(frozen=True)
class Tariff:
    """Dollars per token; NaN when unknown.

    Attributes:
        input: Of a request.
        output: Of an answer.
        cached: Of the part of a request that the provider had in its cache; NaN where it costs as much as the rest.
    """

    input: float = math.nan
    output: float = math.nan
    cached: float = math.nan

    def of(self, prompt_tokens: float, completion_tokens: float) -> float:
        """The cost of so many tokens in US dollars."""
        return self.input * prompt_tokens + self.output * completion_tokens

    def expected(self, request: Request) -> tuple[float, float]:
        """The lowest and highest cost of a request before it is sent."""
        low, high = expected_tokens(request)
        return self.of(*low), self.of(*high)

    def paid(self, reply: Reply, cached_tokens: int = 0) -> float | None:
        """The cost of a reply in US dollars; None when its tokens or the price are unknown.

        Args:
            reply: The reply with its counts of tokens.
            cached_tokens: How many tokens of the request the provider had in its cache.
        """
        if reply.prompt_tokens is None or reply.completion_tokens is None:
            return None
        cost = self.of(reply.prompt_tokens, reply.completion_tokens)
        if cached_tokens and not math.isnan(self.cached):
            cost -= min(cached_tokens, reply.prompt_tokens) * (self.input - self.cached)
        return None if math.isnan(cost) else cost

    def halved(self) -> Tariff:
        """Half of every price: what requests in a batch cost."""
        return Tariff(self.input / 2, self.output / 2, self.cached / 2)


FREE = Tariff(0.0, 0.0)


def tariff_of(entry: ModelEntry) -> Tariff:
    """The price stated by an entry of `models:`; unknown without one."""
    return Tariff(entry.price.input / 1e6, entry.price.output / 1e6) if entry.price else Tariff()


def tokens_used(reply: Reply) -> int | None:
    """Prompt and completion tokens of a reply together; None when either is unknown."""
    if reply.prompt_tokens is None or reply.completion_tokens is None:
        return None
    return reply.prompt_tokens + reply.completion_tokens


def expected_tokens(request: Request) -> tuple[tuple[float, float], tuple[float, float]]:
    """Prompt and completion tokens of a request before it is sent: a low and a high pair."""
    characters = sum(len(message.content) for message in request.messages)
    longest = request.parameters.get("max_tokens")
    answer = (min(_USUAL_ANSWER[0], longest), longest) if longest else _USUAL_ANSWER
    low, high = (characters / per_token for per_token in _CHARACTERS_PER_TOKEN)
    return (low, answer[0]), (high, answer[1])
