from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.report.browser import chromium
from vs_sim.api import runs
from vs_sim.core.message import Request
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.run import Run
from vs_sim.report.html.page import write_report
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin

SCENARIO = """
kind: persuasion
title: "</title><img src=x onerror=alert(1)>"
about: One asks the other for money.
models: {m: {model: gpt-4.1, temperature: 0.7}}
roles:
  asker: {model: m, method: direct}
  giver: {model: m, method: {vs_standard: {k: 3}}}
dialogues: 4
exchanges: 2
questions:
  mood: {of: giver, ask: How do you feel?, answer: {options: [good, bad]}, when: start, private: true}
  gift: {of: giver, ask: How much?, answer: {amount: [0, 2], unit: "$x_{$"}, when: end, private: true}
"""
COMPARED = SCENARIO.replace('"$x_{$"', "USD") + "compare: {gift: persuasion_for_good/paid}\n"
HOSTILE = "</script><img src=x onerror=alert(1)> \u202egnp.exe\x00\x9b" + "A" * 3_000
ANSWERS = {"amount": ["0", "0.5", "1"], "scale": ["2", "4", "7"], "options": ["good", "bad"], "text": [HOSTILE, "No."]}


def answer(request: Request) -> str:
    """Answers every question readably; utterances are hostile."""
    content = request.messages[-1].content
    words = ANSWERS[next(kind for kind in ANSWERS if f"type: {kind}" in content)]
    if "probability" not in content.rsplit("</now>", 1)[-1]:
        return words[0]
    items = [{"text": word, "probability": 1 / (place + 2)} for place, word in enumerate(words)]
    return json.dumps({"responses": items})


def refusing(request: Request) -> str:
    """Never answers when an amount is asked for and the seed is odd."""
    return (
        "rather not" if "type: amount" in request.messages[-1].content and (request.seed or 0) % 2 else answer(request)
    )


def held(folder: Path, script: Callable[[Request], str], scenario: str = SCENARIO) -> Run:
    folder.mkdir(parents=True)
    file = folder / "scenario.yaml"
    file.write_text(scenario, encoding="utf-8")
    return begin(load_scenario(file), RunOptions(out=folder / "run", backends={"m": Scripted.of(script)}))


def page_of(run: Run) -> str:
    return write_report(run, run.folder / "report.html", runs.self_test(run)).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("standin") / "run"
    loaded = load_scenario("persuasion_for_good", ["dialogues=40", "exchanges=2", "seed=7"])
    return begin(loaded, RunOptions(out=out))


@pytest.fixture(scope="session")
def standin_page(standin: Run) -> str:
    return page_of(standin)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return held(tmp_path_factory.mktemp("hostile") / "x", answer)


@pytest.fixture(scope="session")
def hostile_page(hostile: Run) -> str:
    return page_of(hostile)


@pytest.fixture(scope="session")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Run:
    compared = COMPARED + "reask: 0\nmax_failed: 1\n"
    return held(tmp_path_factory.mktemp("failing") / "x", refusing, compared.replace("dialogues: 4", "dialogues: 30"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found
