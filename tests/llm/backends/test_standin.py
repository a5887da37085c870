from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from tests.standin.staging import DIRECT, donation, weighted
from vs_sim.api.scenarios import check
from vs_sim.core.message import Message, Reply, Request
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import RateLimited, ScenarioError, TimedOut, Unreachable
from vs_sim.llm.backends.standin import Standin


def asked(clause: str = DIRECT) -> Request:
    return Request(tuple(Message(m["role"], m["content"]) for m in donation(3, clause)))  # type: ignore[arg-type]


def reply(request: Request | None = None, **options: Any) -> Reply:
    return asyncio.run(Standin(ModelEntry(backend="standin", **options)).complete(request or asked()))


def faults(*sets: str) -> str:
    with pytest.raises(ScenarioError) as error:
        check("persuasion_for_good", sets=[f"models.persona.{text}" for text in sets])
    return str(error.value)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("law=humna", "no distribution 'humna'"),
        ("law=shifted(.6)", "no distribution 'shifted(.6)'"),
        ("law={0: .5, 1: .6}", "sum to 1.1 instead of 1"),
        ("law={zero: 1}", "could not convert"),
        ("faults={fencee: .1}", "no fault 'fencee'"),
        ("faults={fence: 2}", "expected at most 1"),
        ("faults={fence: .6, prose: .6}", "sum to more than 1"),
        ("consistency=.95", "expected at most 0.9"),
        ("latency=-1", "at least 0"),
        ("latency={median: 1, sprad: 1}", "unknown key 'sprad'"),
        ("lexicon={asker: {propse: [Hi]}}", "no act 'propse'"),
        ("lexicon={asker: {propose: ['Would {hem} do?']}}", "no slot {hem}"),
        ("lexicon={asker: {propose: ['[Would']}}", "is no template"),
        ("gama=2", "did you mean 'gamma'"),
    ],
)
def test_a_typo_in_an_option_is_a_fault_of_the_scenario(written: str, told: str) -> None:
    assert told in faults(written)


@pytest.mark.parametrize(
    "written", ["law={0: .5, 1: .5}", "law=shifted(.1)", "latency={median: .1}", "faults={refusal: .1, stall: .01}"]
)
def test_every_option_can_be_written_in_a_scenario(written: str) -> None:
    assert check("persuasion_for_good", sets=[f"models.persona.{written}"]).scenario


def test_a_law_of_ones_own_is_the_truth() -> None:
    assert Standin(ModelEntry(backend="standin", law={"0": 0.25, "1": 0.75})).truth(asked()).keys() == {"0.00", "1.00"}


def test_a_request_without_blocks_is_answered_and_marked() -> None:
    assert reply(Request((Message("user", "Hello there"),))).model == "standin (generic)"
    assert reply().model == "standin"


def test_a_truncated_answer_says_so() -> None:
    assert reply(asked(weighted()), faults={"truncated": 1.0}).finish_reason == "length"


@pytest.mark.parametrize(
    ("fault", "error"), [("http_429", RateLimited), ("http_500", Unreachable), ("stall", TimedOut)]
)
def test_what_comes_instead_of_an_answer_is_an_error_of_ours(fault: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        reply(faults={fault: 1.0}, timeout=0.01)


def test_answers_take_as_long_as_they_are_said_to() -> None:
    started = time.perf_counter()
    reply(latency=0.2)
    assert time.perf_counter() - started > 0.15


def test_latency_changes_no_answer() -> None:
    assert reply(latency={"median": 0.01, "spread": 0.5}).text == reply().text
