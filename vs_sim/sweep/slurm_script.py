"""A job array for SLURM: a script that a person can read, in which every task runs one part; nothing is submitted."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import VsSimError
from vs_sim.log.part import Part
from vs_sim.simulation.chosen_models import KEPT
from vs_sim.sweep.server import JOB_SERVERS, PORT, ServerCommand

TEMPLATE = Path(__file__).with_name("slurm_job.sh.jinja")
PLACE = "http://127.0.0.1:8000/v1"
"""The address that the scenario states; every job asks its own server instead."""
ALSO = {"llama_cpp": "llama_server"}
"""Other names of servers."""
_TIME = re.compile(r"(\d+-)?\d{1,2}(:\d{2}){0,2}|\d+")
_SAFE = re.compile(r"[\w./%:=,@+-]+( [\w./%:=,@+-]+)*")


@dataclass(frozen=True)
class Job:
    """What a job array asks SLURM for.

    Attributes:
        parts: Tasks of the array.
        at_once: Tasks that run at once; None for as many as SLURM lets.
        gpus: Of each task.
        cpus: Of each task.
        memory: Of each task, as SLURM writes it.
        time: Of each task, as SLURM writes it.
        sbatch: More options of `sbatch`, each a line.
        setup: Commands that come first, such as the activation of an environment.
        patience: Seconds in which the server must be ready.
        notice: Seconds before the end of the time in which a task stops, and is queued again.
    """

    parts: int = 8
    at_once: int | None = None
    gpus: int = 0
    cpus: int = 4
    memory: str = "16G"
    time: str = "04:00:00"
    sbatch: Sequence[str] = ()
    setup: Sequence[str] = ()
    patience: int = 1800
    notice: int = 300


@dataclass(frozen=True)
class Work:
    """What every task runs.

    Attributes:
        scenario: A scenario or a plan, as it is typed.
        sweep: Whether it is a plan.
        out: The folder of the whole.
        words: More options of `vs-sim run` or `vs-sim sweep`.
        server: The server that every task starts; None for none.
    """

    scenario: str
    sweep: bool
    out: str
    words: Sequence[str] = ()
    server: ServerCommand | None = None


def slurm_script(work: Work, job: Job) -> str:
    """The text of the script.

    Raises:
        VsSimError: Something is not as SLURM writes it.
    """
    Part(1, job.parts)
    if not _TIME.fullmatch(job.time):
        raise VsSimError(f"a time of {job.time!r} cannot be read", hint="write 04:00:00, or 1-00:00:00 for a day")
    out = work.out.rstrip("/") or "/"
    for text in (out, job.memory, *job.sbatch):
        if not _SAFE.fullmatch(text):
            raise VsSimError(f"{text!r} cannot stand in a line of #SBATCH", hint="use letters, digits and _ . / - =")
    command = ["vs-sim", "sweep" if work.sweep else "run", work.scenario, "--out", out, *work.words]
    served = work.server
    environment = Environment(
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, undefined=StrictUndefined
    )
    values = {
        **vars(job),
        "name": f"vs_sim-{re.sub(r'[^A-Za-z0-9_-]+', '_', Path(work.scenario).stem)}",
        "scenario": shlex.quote(work.scenario),
        "out": out,
        "out_word": shlex.quote(out),
        "command": shell_line(command),
        "server": served and shell_line(served.words).replace(shlex.quote(PORT), '"$port"'),
        "health": served and served.health,
        "pause": 2,
    }
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(values)


def shell_line(words: Iterable[str]) -> str:
    """Words as a shell reads them again."""
    return " ".join(map(shlex.quote, words))


def serve(server: str, model: str, gpus: int, models: Mapping[str, ModelEntry]) -> tuple[ServerCommand, list[str]]:
    """How a model is served, and the changes by which every model of a scenario is asked there.

    Args:
        server: `vllm` or `llama_cpp`.
        model: In one word, such as hf:Qwen/Qwen3-8B.
        gpus: Of each task.
        models: The scenario's.

    Raises:
        UnknownName: There is no such server.
        VsSimError: The server cannot serve the model.
    """
    command = JOB_SERVERS.get(ALSO.get(server, server))(model, gpus)
    entry = {"backend": "openai_compatible", "model": command.model, "api_base": PLACE}
    kept = {key: {name: value for name, value in models[key].options.items() if name in KEPT} for key in models}
    limits = {key: {"max_in_flight": models[key].max_in_flight} for key in models}
    return command, [f"models.{key}={json.dumps(entry | limits[key] | kept[key])}" for key in models]
