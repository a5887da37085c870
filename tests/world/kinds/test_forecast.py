from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from vs_sim.api.runs import replay
from vs_sim.core.message import Request
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.forecast_cases import ForecastCase, ForecastTask, write_cases
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions, begin_in
from vs_sim.world.kinds.forecast import ForecastScenario

WRITTEN = {
    "kind": "forecast",
    "about": "Two talk.",
    "models": {"m": {"backend": "scripted"}},
    "roles": {"asker": {"model": "m"}, "giver": {"model": "m"}},
    "questions": {"gift": {"ask": "How much?", "answer": {"amount": [0, 2]}, "of": "giver", "private": True}},
    "cases": "cases.jsonl",
    "dialogues": 2,
    "conditions": {
        "own": {},
        "none": {"personas": "none"},
        "stranger": {"personas": "shuffled"},
        "twice": {"repeats": 2},
    },
}


def case(person: str, age: int) -> ForecastCase:
    tasks = (ForecastTask("gift", "001", 3, 1.0), ForecastTask("gift", "end", 4, 1.0))
    lines = (("asker", "One?"), ("giver", "Two."), ("asker", "Three?"), ("giver", "Four."))
    return ForecastCase(person, person, "giver", {"age": age}, {"age": age + 50}, lines, 2, tasks, "month: May")


def held(folder: Path, answer: str = "1", asked: list[str] | None = None) -> Run:
    write_cases([case("ann", 20), case("bob", 30)], folder / "cases.jsonl")

    def script(request: Request) -> str:
        words = request.messages[-1].content
        (asked if asked is not None else []).append(words)
        return "?" if answer == "unless 20" and "age: 20" in words else "1"

    options = RunOptions(out=folder / "run", backends={"m": Scripted.of(script)})
    return begin_in(folder / "run", ForecastScenario.model_validate(WRITTEN), folder, options)


def test_a_forecaster_hears_no_more_than_was_said_until_then(tmp_path: Path) -> None:
    asked: list[str] = []
    held(tmp_path, asked=asked)
    early = [words for words in asked if "Exchange 2 of 2." in words]
    late = [words for words in asked if "The conversation is over." in words]
    assert len(early) == len(late) == 2 * 5
    assert all("Three?" in words and "Four." not in words for words in early)
    assert all("Four." in words for words in late)


def test_it_is_told_of_the_person_what_its_condition_says(tmp_path: Path) -> None:
    run = held(tmp_path)
    asked = {name: run.request(f"000000/end/{name}/00/giver/gift/0/1") for name in ("own", "none", "stranger")}
    told = {name: request.messages[1].content.partition("<answer>")[0] for name, request in asked.items()}
    assert "age: 20" in told["own"] and "age: 70" in told["stranger"] and "age" not in told["none"]
    assert all("month: May" in request.messages[1].content for request in asked.values())


def test_a_repeated_forecast_is_asked_for_anew(tmp_path: Path) -> None:
    names = [str(name) for name in held(tmp_path).calls["name"]]
    assert {name.split("/")[3] for name in names if "/twice/" in name} == {"00", "01"}


def test_an_unreadable_forecast_is_missing_and_the_others_go_on(tmp_path: Path) -> None:
    run = held(tmp_path, "unless 20")
    assert run.counts == (2, 0)
    answered = [str(name) for (name,) in run.log.execute("SELECT name FROM answered")]
    assert len(answered) == 2 * 2 * 5 - 2 * 3
    assert not [name for name in answered if name.startswith("000000") and "/own/" in name]
    assert set(run.failures["what"]) == {"unreadable"}


def test_it_is_reproduced_from_its_log(tmp_path: Path) -> None:
    run = held(tmp_path)
    assert replay(run.folder, options=RunOptions(out=tmp_path / "copy")).digest == run.digest


def test_the_name_of_a_condition_holds_no_slash() -> None:
    with pytest.raises(ValidationError, match="slash"):
        ForecastScenario.model_validate({**WRITTEN, "conditions": {"a/b": {}}})
