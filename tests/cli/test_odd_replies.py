"""Odd replies of a provider, from the server to the table."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.llm.asking import failing
from tests.servers import Answer, Canned, canned
from vs_sim import simulate
from vs_sim.cli.printing import print_run
from vs_sim.simulation.session import RunOptions

COMMAND = [sys.executable, "-m", "vs_sim.cli.main"]
YES = '{"responses": [{"text": "Yes", "probability": 1.0}]}'
THINKING = {"type": "thinking", "thinking": "No, no, no."}
SURVEY = """
kind: survey
title: T
about: A survey.
models: {{persona: {{backend: {backend}, model: {model}, api_base: "{address}"}}}}
roles: {{p: {{model: persona, method: vs_standard}}}}
respondents: 3
questions: {{q: {{of: p, ask: Go?, answer: {{options: [Yes, No]}}}}}}
"""


def scenario(folder: Path, server: Canned, backend: str) -> Path:
    model = "openai/bench" if backend == "litellm" else "bench"
    path = folder / "survey.yaml"
    path.write_text(SURVEY.format(backend=backend, model=model, address=server.address), encoding="utf-8")
    return path


def said(message: dict[str, Any], finish_reason: str = "stop") -> Answer:
    choice = {"message": {"role": "assistant", **message}, "finish_reason": finish_reason}
    return Answer(body=json.dumps({"choices": [choice], "usage": {"prompt_tokens": 5.5, "completion_tokens": "7"}}))


@pytest.mark.parametrize("backend", ["openai_compatible", "litellm"])
def test_parts_of_text_beside_thinking_reach_the_table(tmp_path: Path, backend: str) -> None:
    with canned(said({"content": [THINKING, {"type": "text", "text": YES}]})) as server:
        run = simulate(scenario(tmp_path, server, backend), options=RunOptions(out=tmp_path / "r"))
    assert run.counts == (3, 0)
    assert list(run.answers("q")["text"]) == ["Yes"] * 3


BAD = [
    ({"content": None, "reasoning_content": YES}, "length", "reasoning_only"),
    ({"content": YES}, "error", "interrupted"),
    ({"content": None, "tool_calls": [{"function": {"arguments": YES}}]}, "tool_calls", "tool_calls"),
]


@pytest.mark.parametrize(("message", "finish_reason", "reason"), BAD)
def test_what_is_no_answer_is_a_failure_with_its_reason(
    tmp_path: Path, message: dict[str, Any], finish_reason: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with canned(said(message, finish_reason)) as server:
        run = simulate(scenario(tmp_path, server, "openai_compatible"), options=RunOptions(out=tmp_path / "r"))
    assert (run.counts, set(run.failures["reason"])) == ((0, 3), {reason, f"survey/p/q: {reason}"})
    with pytest.raises(typer.Exit):
        print_run(run, quiet=True, as_json=False)
    assert f"3: survey/p/q: {reason}: the " in capsys.readouterr().err


def test_a_run_that_a_server_holds_back_says_so_and_can_be_stopped(tmp_path: Path) -> None:
    with canned(failing(429, **{"Retry-After": "3600"})) as server:
        command = [*COMMAND, "run", str(scenario(tmp_path, server, "openai_compatible")), "--out", str(tmp_path / "r")]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while running.poll() is None and not server.asked:
            time.sleep(0.05)
        time.sleep(1)
        os.kill(running.pid, signal.SIGTERM)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == 3
    assert "persona: waiting 90 s" in errors
    assert f"vs-sim resume {tmp_path / 'r'}" in errors
