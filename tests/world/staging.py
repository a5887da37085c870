"""Small scenarios held with scripted answers, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from vs_sim.core.message import Request
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions, begin

Script = Callable[[Request], str]


def prompt(request: Request) -> str:
    """The last words of a request."""
    return request.messages[-1].content


def script(answers: Mapping[str, str], otherwise: str = "Well.") -> Script:
    """Answers each question whose words hold a key, and everything else alike."""

    def answer(request: Request) -> str:
        asked = prompt(request).partition("question: ")[2].partition("\n")[0]
        return next((text for sign, text in answers.items() if sign in asked), otherwise)

    return answer


def hold(folder: Path, text: str, answers: Script, *sets: str) -> Run:
    """A run of a scenario whose one model is called `m`."""
    folder.mkdir(exist_ok=True)
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    options = RunOptions(out=folder / "run", backends={"m": Scripted.of(answers)})
    return begin(load_scenario(folder / "x.yaml", sets), options)


def asked(run: Run) -> list[str]:
    """The names of the calls, without call and attempt."""
    return [str(name).removesuffix("/0/1") for name in run.calls["name"]]


def weighted(*texts: str) -> str:
    """A reply of several answers, each as likely as another."""
    return json.dumps({"responses": [{"text": text, "probability": 1 / len(texts)} for text in texts]})


THREE = """\
kind: persuasion
about: Three people talk.
models: {m: {backend: standin}}
roles:
  ann: {model: m, brief: You want something.}
  bob: {model: m}
  cy_lee: {model: m}
dialogues: 1
exchanges: 2
"""
