from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from tests.llm.gateways import gateway, one_call, request
from vs_sim.core.message import Request
from vs_sim.errors import Paused, Rejected, Unanswered, Unreachable, VsSimError
from vs_sim.llm.flow import Call, Flow, Join, Signal, Spawn, Until
from vs_sim.llm.ledger import MemoryLedger


def test_results_come_in_the_order_of_the_flows() -> None:
    echo = gateway(lambda asked: asked.messages[0].content)
    assert echo.run((one_call(str(i)) for i in range(100)), window=7) == [str(i) for i in range(100)]


def test_flows_are_taken_only_when_the_window_has_room() -> None:
    started: list[int] = []

    def flows() -> Iterator[Flow[str]]:
        for number in range(6):
            started.append(number)
            yield one_call(str(number))

    def script(_: Request) -> str:
        assert len(started) <= 6
        return "x"

    gateway(script).run(flows(), window=2)
    assert started == list(range(6))


def test_a_spawned_flow_runs_beside_its_parent() -> None:
    def parent() -> Flow[list[str]]:
        handle = yield Spawn(one_call("probe"))
        mine = yield from one_call("turn")
        probe = yield Join(handle)
        return [mine, probe]

    assert gateway(lambda asked: asked.messages[0].content).run([parent()]) == [["turn", "probe"]]


def test_the_error_of_a_spawned_flow_is_raised_where_it_is_joined() -> None:
    def probe() -> Flow[str]:
        yield Call(("p", "0"), "m", request())
        raise Unanswered(("p",), "empty", 3)

    def parent() -> Flow[str]:
        handle = yield Spawn(probe())
        try:
            yield Join(handle)
        except Unanswered as error:
            return error.reason
        return "nothing"

    assert gateway(["x"]).run([parent()]) == ["empty"]


def test_a_passing_transport_failure_is_retried_and_noted() -> None:
    failures = iter([Unreachable("down", retry_after=0), Unreachable("down", retry_after=0)])

    def script(_: Request) -> str:
        if error := next(failures, None):
            raise error
        return "up"

    ledger = MemoryLedger()
    assert gateway(script, ledger).run([one_call("a")]) == ["up"]
    assert [getattr(event, "reason", "") for event in ledger.events] == ["Unreachable", "Unreachable"]


def test_transport_that_fails_for_good_drains_the_run() -> None:
    def script(_: Request) -> str:
        raise Unreachable("down", retry_after=0)

    with pytest.raises(Paused, match="down"):
        gateway(script).run([one_call("a"), one_call("b")])


def test_a_bad_key_is_not_tried_twice() -> None:
    asked: list[int] = []

    def script(_: Request) -> str:
        asked.append(1)
        raise Rejected("bad key", hint="check the key")

    with pytest.raises(Paused, match="bad key") as caught:
        gateway(script).run([one_call("a")])
    assert (len(asked), caught.value.hint) == (1, "check the key")


def test_what_is_in_flight_is_committed_when_the_run_drains() -> None:
    ledger = MemoryLedger()

    def script(asked: Request) -> str:
        if asked.messages[0].content == "bad":
            raise Rejected("no")
        return "kept"

    with pytest.raises(Paused):
        gateway(script, ledger).run([one_call("good"), one_call("bad")], window=2)
    assert list(ledger.asked) == [("good", "0")]


def test_a_committed_reply_is_not_asked_for_again() -> None:
    ledger = MemoryLedger()
    gateway(["first"], ledger).run([one_call("a")])
    assert gateway(["second"], ledger).run([one_call("a")]) == ["first"]


def test_each_transport_retry_has_its_own_provider_seed() -> None:
    seeds: list[int | None] = []

    def script(asked: Request) -> str:
        seeds.append(asked.seed)
        if len(seeds) == 1:
            raise Unreachable("down", retry_after=0)
        return "up"

    gateway(script).run([one_call("a")])
    assert len(set(seeds)) == 2


def test_the_gateway_cannot_be_run_from_inside_a_flow() -> None:
    outer = gateway(["x"])

    def nested() -> Flow[str]:
        outer.run([one_call("b")])
        return (yield from one_call("a"))

    with pytest.raises(VsSimError, match="inside a flow"):
        outer.run([nested()])


def test_the_gateway_works_inside_a_running_loop() -> None:
    async def notebook() -> list[str]:
        return gateway(["x"]).run([one_call("a")])

    assert asyncio.run(notebook()) == ["x"]


def test_several_threads_share_one_loop() -> None:
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.extend(gateway(["x"]).run([one_call("a")]))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == ["x"] * 4


def test_a_programming_error_in_a_flow_is_not_hidden() -> None:
    def broken() -> Flow[str]:
        yield Call(("a", "0"), "m", request())
        raise ZeroDivisionError

    with pytest.raises(ExceptionGroup) as caught:
        gateway(["x"]).run([broken()])
    assert caught.group_contains(ZeroDivisionError)


def test_a_flow_waits_for_the_signal_of_another() -> None:
    signal, order = Signal(), []

    def later() -> Flow[None]:
        yield Until(signal)
        order.append("later")

    def first() -> Flow[None]:
        yield from one_call("1")
        order.append("first")
        signal.give()

    gateway(lambda asked: "1").run(iter([later(), first(), later()]), window=3)
    assert order == ["first", "later", "later"]


def test_when_a_run_stops_nobody_waits_for_a_signal_any_longer() -> None:
    def waits() -> Flow[None]:
        yield Until(Signal())

    def fails() -> Flow[None]:
        yield from one_call("1")
        raise VsSimError("broken")

    with pytest.raises(VsSimError, match="broken"):
        gateway(lambda asked: "1").run(iter([waits(), fails()]), window=2)
