from __future__ import annotations

from vs_sim.core.distribution import Draw, uniform_over
from vs_sim.core.event import (
    Answered,
    Asked,
    Closed,
    Event,
    Failed,
    RunPaused,
    content,
    failure_parts,
    failure_text,
    run_digest,
    unit_digest,
)
from vs_sim.core.message import Message, Reply, Request

REQUEST = Request((Message("user", "hi"),))


def asked(text: str = "hello", *, seconds: float = 1.0, retries: int = 0) -> Asked:
    return Asked(("0", "a"), "m", REQUEST, Reply(text, seconds=seconds), retries)


def answered(u: float = 0.1) -> Answered:
    draw = Draw.make(uniform_over(["a", "b"]), "uniform", u)
    return Answered(("0", "q"), "r", "q", False, 0, "direct", draw)


def digest(*events: Event) -> str:
    return unit_digest(found for event in events if (found := content(event)))


def test_the_order_of_arrival_does_not_change_a_digest() -> None:
    assert digest(asked(), answered()) == digest(answered(), asked())


def test_time_and_transport_retries_do_not_change_a_digest() -> None:
    assert digest(asked(seconds=1, retries=0)) == digest(asked(seconds=9, retries=3))


def test_another_reply_changes_the_digest() -> None:
    assert digest(asked("hello")) != digest(asked("hullo"))


def test_another_draw_changes_the_digest() -> None:
    assert digest(answered(0.1)) != digest(answered(0.9))


def test_another_outcome_changes_the_digest() -> None:
    assert digest(Closed("0", {"donation": 0})) != digest(Closed("0", {"donation": 1}))


def test_an_unreadable_answer_counts_in_the_digest() -> None:
    assert digest(Failed(("0", "q"), "unreadable", "empty")) != digest()


def test_transport_failures_and_drains_do_not_count() -> None:
    assert digest(Failed(("0", "q"), "transport", "TimedOut"), RunPaused("interrupted")) == digest()


def test_a_run_digest_does_not_depend_on_the_order_of_dialogues() -> None:
    assert run_digest({"a": "1", "b": "2"}) == run_digest({"b": "2", "a": "1"})


def test_where_and_why_a_dialogue_failed_are_read_as_they_were_written() -> None:
    text = failure_text(("000007", "end", "persuadee", "donation"), "no number: found text")
    assert (text, failure_parts(text)) == (
        "end/persuadee/donation: no number: found text", ("donation", "no number: found text"),
    )  # fmt: skip
    assert failure_parts("interrupted") == ("", "interrupted")
