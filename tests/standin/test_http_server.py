from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.standin.serving import asked, fetched, served
from tests.standin.staging import DIRECT, donation, listing, weighted
from vs_sim import Run, simulate
from vs_sim.simulation.session import RunOptions
from vs_sim.standin.engine import answer_text

SMALL = ["dialogues=3", "exchanges=2"]
OPTIONS = ["law=human", "malformed=0.1"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    folder = tmp_path_factory.mktemp("runs")
    with served(*OPTIONS) as found:
        real = ["models.persona.model=openai/standin", f"models.persona.api_base={found}"]
        sets = {
            "here": [f"models.persona.{option}" for option in OPTIONS],
            "litellm": [*real, "models.persona.max_in_flight=16"],
            "compatible": [*real[1:], "models.persona.model=standin", "models.persona.backend=openai_compatible"],
        }
        return {
            name: simulate("persuasion_for_good", sets=[*SMALL, *own], options=RunOptions(out=folder / name))
            for name, own in sets.items()
        }


def text(answer: dict[str, Any]) -> str:
    return str(answer["choices"][0]["message"]["content"])


@pytest.mark.parametrize("backend", ["litellm", "compatible"])
def test_a_run_over_http_has_the_digest_of_one_in_process(runs: dict[str, Run], backend: str) -> None:
    assert runs[backend].digest == runs["here"].digest


@pytest.mark.parametrize("backend", ["litellm", "compatible"])
def test_what_answers_over_http_says_that_it_is_a_stand_in(runs: dict[str, Run], backend: str) -> None:
    assert set(runs[backend].calls["answered_by"]) == {"standin"}


@pytest.mark.parametrize("clause", [DIRECT, listing(), weighted()])
def test_the_server_answers_as_the_engine_does(address: str, clause: str) -> None:
    status, answer = asked(address, {"messages": donation(3, clause), "seed": 5, "model": "any"})
    assert (status, text(answer)) == (200, answer_text(donation(3, clause), seed=5))


def test_a_temperature_is_taken_over(address: str) -> None:
    _, answer = asked(address, {"messages": donation(3), "seed": 5, "temperature": 1.7})
    assert text(answer) == answer_text(donation(3), seed=5, temperature=1.7)


@pytest.mark.parametrize("kind", ["json_schema", "json_object"])
def test_a_schema_settles_the_shape_where_the_text_shows_none(address: str, kind: str) -> None:
    schema: dict[str, Any] = {"properties": {"responses": {"items": {"properties": {"text": {}, "probability": {}}}}}}
    form = {"type": kind, **({"json_schema": {"schema": schema}} if kind == "json_schema" else {"schema": schema})}
    body = {"messages": donation(3, "Give exactly 3 answers."), "response_format": form, "seed": 1}
    assert '"probability"' in text(asked(address, body)[1])


def test_without_a_seed_every_answer_is_another(address: str) -> None:
    asking = {"messages": [{"role": "user", "content": "What do you think about taxes?"}]}
    assert len({text(asked(address, asking)[1]) for _ in range(8)}) > 1


def test_several_choices_are_several_seeds(address: str) -> None:
    _, answer = asked(address, {"messages": donation(3), "seed": 5, "n": 3})
    assert [one["message"]["content"] for one in answer["choices"]] == [
        answer_text(donation(3), seed=seed) for seed in (5, 6, 7)
    ]


def test_usage_counts_tokens_of_both_sides(address: str) -> None:
    usage = asked(address, {"messages": donation(3, weighted()), "seed": 1})[1]["usage"]
    assert usage["prompt_tokens"] > usage["completion_tokens"] > 0
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_an_answer_ends_where_the_tokens_do(address: str) -> None:
    _, answer = asked(address, {"messages": donation(3, weighted()), "seed": 1, "max_tokens": 9})
    assert (answer["choices"][0]["finish_reason"], answer["usage"]["completion_tokens"]) == ("length", 9)


def test_a_limit_of_no_tokens_is_rejected(address: str) -> None:
    status, answer = asked(address, {"messages": donation(3), "max_tokens": 0})
    assert (status, answer["error"]["message"]) == (400, "max_tokens must be at least 1")


def test_a_request_without_blocks_is_answered_and_marked(address: str) -> None:
    _, answer = asked(address, {"messages": [{"role": "user", "content": "Hello there"}], "seed": 1})
    assert answer["model"] == "standin (generic)"


def test_content_in_parts_is_read(address: str) -> None:
    parts = [{"role": m["role"], "content": [{"type": "text", "text": m["content"]}]} for m in donation(3)]
    assert text(asked(address, {"messages": parts, "seed": 5})[1]) == answer_text(donation(3), seed=5)


@pytest.mark.parametrize(
    "body",
    [
        b"{not json",
        [],
        {"messages": []},
        {"messages": ["hi"]},
        {"messages": donation(3), "stream": True},
        {"messages": donation(3), "n": 0},
        {"messages": donation(3), "temperature": "hot"},
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(address: str, body: Any) -> None:
    status, answer = asked(address, body)
    assert (status, bool(answer["error"]["message"])) == (400, True)


def test_the_model_is_listed_and_the_server_healthy(address: str) -> None:
    assert fetched(f"{address}/models")["data"][0]["id"] == "standin"
    assert fetched(address.removesuffix("v1") + "health") == {"status": "ok"}


def test_a_busy_server_refuses_and_fails_as_often_as_asked() -> None:
    with served("faults.http_429=0.5", "faults.http_500=0.5") as busy:
        assert {asked(busy, {"messages": donation(3)})[0] for _ in range(12)} == {429, 500}


def test_a_slow_server_takes_its_time() -> None:
    with served("latency={median: 0.3, spread: 0.1}") as slow:
        started = time.perf_counter()
        asked(slow, {"messages": donation(3)})
        assert time.perf_counter() - started > 0.15


def test_a_stalled_server_never_answers() -> None:
    with served("faults.stall=1") as stalled, pytest.raises(TimeoutError):
        asked(stalled, {"messages": donation(3)}, seconds=0.5)


def test_a_run_gets_through_a_busy_server(tmp_path: Path) -> None:
    with served("faults.http_429=0.3", "faults.http_500=0.1") as busy:
        own = ["models.persona.model=standin", "models.persona.backend=openai_compatible"]
        sets = [*SMALL, *own, f"models.persona.api_base={busy}"]
        run = simulate("persuasion_for_good", sets=sets, options=RunOptions(out=tmp_path / "run"))
    assert run.counts == (3, 0)
    assert set(run.failures["what"]) == {"transport"}
