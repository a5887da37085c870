from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.elicitation.conversing import LAW, hold, law_of, weighted
from tests.elicitation.golden import DONATION, UTTERANCE, context
from vs_sim.core.message import Reply
from vs_sim.core.question import Choice
from vs_sim.elicitation.method import METHODS, elicit
from vs_sim.errors import Unparsed


def test_one_answer_asked_for_directly_is_certain() -> None:
    assert law_of(hold("direct", lambda _: "0.50")) == {0.5: 1.0}


@pytest.mark.parametrize("method", METHODS.names())
def test_a_filtered_reply_is_never_data(method: str) -> None:
    flow = elicit(Choice(name=method), DONATION, context())
    next(flow)
    with pytest.raises(Unparsed) as caught:
        flow.send(Reply("1", finish_reason="content_filter"))
    assert caught.value.reason == "content_filter"


@pytest.mark.parametrize("method", ["direct", "multi_turn"])
def test_a_plain_answer_cut_off_is_truncated(method: str) -> None:
    flow = elicit(Choice(name=method), UTTERANCE, context())
    next(flow)
    with pytest.raises(Unparsed) as caught:
        flow.send(Reply("I would give", finish_reason="length"))
    assert caught.value.reason == "truncated"


@pytest.mark.parametrize("reading", ["exhaustive", "sample"])
def test_the_reading_stands_in_the_distribution(reading: str) -> None:
    assert hold("vs_standard", lambda _: weighted(LAW), reading=reading).reading == reading


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("vs_standard", {"filter": True}),
        ("vs_standard", {"filter": True, "threshold": 0.1, "definition": "nll"}),
        ("vs_standard", {"filter": True, "threshold": 0.1, "definition": "relative"}),
        ("vs_standard", {"definition": "odds"}),
        ("vs_standard", {"threshold": 0}),
        ("sequence", {"k": 0}),
        ("sequence", {"threshold": 0.1}),
        ("vs_multi", {"k": "model"}),
        ("vs_multi", {"batch": 0}),
        ("direct", {"k": 5}),
    ],
)
def test_options_that_mean_nothing_are_refused(method: str, options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        METHODS.get(method).configured(options)
