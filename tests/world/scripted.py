"""The shipped persuasion scenario in a few dialogues, with scripted answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from vs_sim.core.message import Request
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin

SMALL = ["dialogues=6", "exchanges=2", "models.persona.retries=0"]
Script = Callable[[Request], str]


def answer(request: Request) -> str:
    """Answers every question readably, differently for every prompt and seed."""
    clause = request.messages[-1].content.rsplit("</now>", 1)[-1]
    salt = (request.seed or 0) % 5
    words = {"amount": ["0", "0.5", "1"], "scale": ["2", "4"], "text": [f"Well {salt}.", f"Hm {salt}.", "No."]}
    kind = next(kind for kind in words if f"type: {kind}" in request.messages[-1].content)
    if "probability" in clause:
        items = [{"text": word, "probability": 1 / (place + 2)} for place, word in enumerate(words[kind])]
        return json.dumps({"responses": items})
    return words[kind][salt % len(words[kind])]


def options(out: Path, script: Script = answer, window: int = 64) -> RunOptions:
    return RunOptions(out=out, window=window, backends={"persona": Scripted.of(script)})


def run(out: Path, script: Script = answer, window: int = 64, sets: tuple[str, ...] = ()) -> Run:
    return begin(load_scenario("persuasion_for_good", [*SMALL, *sets]), options(out, script, window))
