"""Conversations of a method with a script, and the distributions that come of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tests.elicitation.golden import DONATION, context
from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Reply, Request
from vs_sim.core.question import Choice, Question
from vs_sim.elicitation.method import elicit

Script = Callable[[Request], str]
LAW = {"0": 0.4, "0.5": 0.3, "1": 0.2, "2": 0.1}


def hold(method: str, script: Script, question: Question = DONATION, **options: Any) -> Distribution:
    """The distribution of a conversation with a script."""
    flow = elicit(Choice(name=method, options=options), question, context())
    request = next(flow)
    try:
        while True:
            request = flow.send(Reply(script(request)))
    except StopIteration as end:
        found: Distribution = end.value
        return found


def turns(method: str, replies: Iterable[str], **options: Any) -> list[Request]:
    """The requests of a conversation with prepared replies."""
    asked: list[Request] = []
    prepared = iter(replies)

    def script(request: Request) -> str:
        asked.append(request)
        return next(prepared)

    hold(method, script, **options)
    return asked


def weighted(law: Mapping[str, float], field: str = "probability", **extra: str) -> str:
    return json.dumps(extra | {"responses": [{"text": text, field: weight} for text, weight in law.items()]})


def law_of(distribution: Distribution) -> dict[float | str | None, float]:
    return {c.value if c.value is not None else c.text: c.probability for c in distribution.candidates}
