"""Runs as their pages show them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import vs_sim as vs
from vs_sim.core.message import Request
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.run import Run
from vs_sim.report.html.page import write_report
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.split("</style>", 1)[1])).split())


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
    return write_report(run, run.folder / "report.html", vs.validate_pipeline(run)).read_text(encoding="utf-8")
