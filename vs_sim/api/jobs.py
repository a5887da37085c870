"""Jobs: the script of a job array that runs a scenario or a plan in parts."""

from __future__ import annotations

from dataclasses import dataclass

from vs_sim.core.cost import capped
from vs_sim.core.model_entry import ModelEntry
from vs_sim.errors import VsSimError
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.part_run import require_blocks
from vs_sim.sweep.load_plan import is_plan, load_plan
from vs_sim.sweep.slurm_script import Job, Work, serve, slurm_script


@dataclass(frozen=True)
class AskedJob:
    """What a job array is to run.

    Attributes:
        scenario: A scenario or a plan, by its name or its file.
        out: The folder of the whole.
        server: What every task starts on its node: `vllm`, `llama_cpp` or None.
        model: The model in one word; None for the scenario's own.
        sets: Changes, each `path=value`.
        window: Dialogues under way at once in each task.
        budget: What all tasks together may spend, as it is typed.
    """

    scenario: str
    out: str
    server: str | None = None
    model: str | None = None
    sets: tuple[str, ...] = ()
    window: int = 64
    budget: tuple[str, ...] = ()


def job_script(asked: AskedJob, job: Job) -> str:
    """The script of a job array for SLURM; everything in it is checked, and nothing is submitted.

    Raises:
        ScenarioError: The scenario or the plan has faults.
        VsSimError: It cannot be run in parts, or the server cannot serve the model.
    """
    plan, command = is_plan(asked.scenario), None
    sets, words = list(asked.sets), ["--window", str(asked.window)]
    if asked.server is not None:
        if asked.model is None:
            raise VsSimError(f"--serve {asked.server} needs a model", hint="--model hf:Qwen/Qwen3-8B")
        command, changes = serve(asked.server, asked.model, job.gpus, _models(asked.scenario, plan))
        sets = [*changes, *sets]
    elif asked.model is not None:
        words += ["--model", asked.model]
    if plan:
        load_plan(asked.scenario, sets)
    else:
        require_blocks(load_scenario(asked.scenario, sets).scenario)
    capped(asked.budget)
    words += [word for text in sets for word in ("--set", text)]
    words += [word for text in asked.budget for word in ("--budget", text)]
    return slurm_script(Work(asked.scenario, plan, asked.out, words, command), job)


def _models(scenario: str, plan: bool) -> dict[str, ModelEntry]:
    """The entries of models of a scenario, or of the one that a plan varies."""
    found = load_plan(scenario).cells[0].scenario if plan else load_scenario(scenario).scenario
    return dict(found.models)
