from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from tests.log.logs import SCENARIO
from vs_sim.core.event import Asked, Closed, Failed, Opened
from vs_sim.core.message import Message, Reply, Request
from vs_sim.errors import LogCorrupt, LogError
from vs_sim.log.run import Run
from vs_sim.log.store import Store
from vs_sim.log.tables import LOG_FILE

REQUEST = Request((Message("user", "how much?"),))
NAME = ("000000", "end", "persuadee", "donation", "0", "1")
REPLY = Reply("0.5", model="m", prompt_tokens=3, usd=0.25, dropped=("seed",))


def asked(name: tuple[str, ...] = NAME, reply: Reply = REPLY) -> Asked:
    return Asked(name, "persona", REQUEST, reply)


def put(store: Store, *events: Asked) -> None:
    async def all_of_them() -> None:
        await asyncio.gather(*(store.put(event) for event in events))

    asyncio.run(all_of_them())


def test_a_put_reply_is_durable_before_put_returns(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, asked())
    other = sqlite3.connect(tmp_path / LOG_FILE)
    assert other.execute("SELECT text FROM asked").fetchall() == [("0.5",)]
    other.close()
    store.close()


def test_a_reply_is_given_again_after_reopening(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, asked())
    store.close()
    assert Store(tmp_path).get(NAME, REQUEST) == REPLY


def test_another_request_at_the_same_name_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, asked())
    store.close()
    with pytest.raises(LogError, match="another request"):
        Store(tmp_path).get(NAME, Request((Message("user", "how little?"),)))


def test_calls_and_cost_are_counted_across_sessions(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, asked())
    store.close()
    again = Store(tmp_path)
    put(again, asked(("000001", "0", "1")))
    assert (again.calls, again.usd) == (2, 0.5)


def test_the_cost_is_unknown_when_any_price_is(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, asked(), asked(("1", "0", "1"), Reply("x", usd=None)))
    assert store.usd is None


def test_an_event_noted_twice_is_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _ in range(2):
        store.note(Failed(NAME, "unreadable", "empty", ""))
        store.note(Closed("000000", {"failed": None, "decisions": {}}))
    store.close()
    run = Run(tmp_path)
    assert (len(run.failures), len(run.dialogues)) == (1, 1)


def test_every_transport_failure_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _ in range(2):
        store.note(Failed(NAME, "transport", "TimedOut"))
    store.close()
    assert len(Run(tmp_path).failures) == 2


def test_the_request_can_be_read_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, asked())
    store.close()
    assert Run(tmp_path).request(NAME) == REQUEST


def test_a_log_that_cannot_be_written_is_an_error_that_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.writing.execute("DROP TABLE asked")
    with pytest.raises(LogError, match="cannot be written"):
        put(store, asked())


def test_a_file_that_is_no_log_is_refused(tmp_path: Path) -> None:
    (tmp_path / LOG_FILE).write_text("hello, this is not a database at all" * 100)
    with pytest.raises(LogError, match="cannot be opened"):
        Run(tmp_path)


def test_another_version_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep("version", "99")
    store.close()
    with pytest.raises(LogCorrupt, match="version 99"):
        Run(tmp_path)


def test_a_missing_log_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="no such log"):
        Run(tmp_path / "nowhere")


def test_the_seed_and_scenario_come_from_the_log(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.note(Opened(SCENARIO, 7, {"python": "3"}))
    store.close()
    run = Run(tmp_path)
    assert (run.seed, run.written_scenario) == (7, SCENARIO)
    assert run.scenario.roles["persuadee"].method.name == "vs_standard"


def test_a_full_disk_stops_with_a_clear_error_and_leaves_a_log_that_opens(tmp_path: Path) -> None:
    store = Store(tmp_path)
    pages = store.writing.execute("PRAGMA page_count").fetchone()[0]
    store.writing.execute(f"PRAGMA max_page_count = {pages + 2}")
    many = [asked((f"{number:06d}", "0", "1"), Reply("word " * 200)) for number in range(100)]
    put(store, many[0])
    with pytest.raises(LogError, match="full"):
        put(store, *many[1:])
    store.close()
    again = Store(tmp_path)
    assert again.get(many[0].name, REQUEST) == many[0].reply
    put(again, *(each for each in many if again.get(each.name, REQUEST) is None))
    assert again.calls == 100
    again.close()


def test_what_cannot_be_written_stops_the_run_instead_of_hanging_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(LogError, match="cannot be written"):
        put(store, asked(reply=Reply("half a character: \ud83d")))
    store.close()


def test_unknown_tokens_count_with_an_estimate_in_this_session_and_in_the_next(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, asked(), asked((*NAME[:-1], "2"), Reply("0.5", prompt_tokens=3, completion_tokens=4)))
    spent = store.spent.tokens
    store.close()
    assert spent == Store(tmp_path).spent.tokens > 7
