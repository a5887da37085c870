from __future__ import annotations

import pytest

from vs_sim.core.message import Message, Reply, Request
from vs_sim.llm.flow import Ask, Call, Signal, with_names


def two_requests() -> Ask[str]:
    first = yield Request((Message("user", "one"),))
    second = yield Request((Message("user", "two"),))
    return first.text + second.text


def test_each_request_of_a_method_gets_a_name_and_a_model() -> None:
    flow = with_names(two_requests(), ("7", "donation"), 2, "m")
    first = next(flow)
    second = flow.send(Reply("a"))
    assert isinstance(first, Call) and isinstance(second, Call)
    assert [(call.name, call.model) for call in (first, second)] == [
        (("7", "donation", "0", "2"), "m"),
        (("7", "donation", "1", "2"), "m"),
    ]


def test_the_result_of_a_method_is_that_of_its_flow() -> None:
    flow = with_names(two_requests(), ("7", "donation"), 1, "m")
    next(flow)
    flow.send(Reply("a"))
    with pytest.raises(StopIteration) as end:
        flow.send(Reply("b"))
    assert end.value.value == "ab"


def test_whoever_waits_for_a_signal_is_told_once() -> None:
    signal, told = Signal(), []
    signal.then(lambda: told.append(1))
    signal.give()
    signal.give()
    assert (signal.given, told) == (True, [1])
