"""Commands as a user gives them, in a folder and an environment of their own."""

from __future__ import annotations

import io
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from vs_sim.cli.main import main

VS_SIM = str(Path(sys.executable).parent / "vs-sim")
_COMMAND = re.compile(r"(?ms)^[^\n]*<<-? *'?(\w+)'?.*?^\1$|^[^\n]+$")
PATIENCE = 120
"""Seconds after which a command is taken to hang."""


def environment(home: Path) -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return found | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(home)}


def done(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True)


@dataclass(frozen=True)
class Done:
    """What a command ended with."""

    returncode: int
    stdout: str
    stderr: str


def vs_sim(*arguments: str, folder: Path) -> Done:
    """The command `vs-sim`, given in a folder; it runs in this process, which is spared a second's start each time."""
    said, complained, code = io.StringIO(), io.StringIO(), 0
    handler = signal.getsignal(signal.SIGTERM)
    with chdir(folder), redirect_stdout(said), redirect_stderr(complained), pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["vs-sim", *arguments])
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            signal.signal(signal.SIGTERM, handler)
    return Done(code, said.getvalue(), complained.getvalue())


def typed(text: str, folder: Path) -> str:
    """Lines as one types them, in a folder, until one fails; the lines of `vs-sim` run in this process, others in bash.

    Returns:
        What they said on standard output.
    """
    said = []
    for line in filter(None, (found[0].strip() for found in _COMMAND.finditer(text))):
        own = line.startswith("vs-sim ") and not set(";|&$`><") & set(line.partition("#")[0])
        words = shlex.split(line, comments=True)
        ended = vs_sim(*words[1:], folder=folder) if own else done(["bash", "-euo", "pipefail", "-c", line], folder)
        assert ended.returncode == 0, f"{line}\n{ended.stderr[-2000:]}"
        said.append(ended.stdout)
    return "".join(said)


@contextmanager
def under_way(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on while the block does something else; it is ended with the block at the latest."""
    running = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
            running.communicate()


def until_said(running: subprocess.Popen[str], word: str) -> str:
    """Read what a command says on standard error until it says this word."""
    said, stream = "", running.stderr
    assert stream is not None
    while word not in said:
        read = stream.read(1)
        assert read, said
        said += read
    return said
