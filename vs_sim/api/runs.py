"""Runs: a scenario is run, resumed, replayed and opened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from vs_sim.log.integrity.log_repair import Repaired, repair_log
from vs_sim.log.part import Part
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.part_run import run_part
from vs_sim.simulation.pilot import PILOT_DIALOGUES, Pilot, run_pilot
from vs_sim.simulation.progress import on_stderr
from vs_sim.simulation.session import RunOptions, begin, replay_run, resume_run
from vs_sim.simulation.tables_understood import table_notes
from vs_sim.world.kind import KINDS
from vs_sim.world.networks.given_network import GivenNetwork, write_network


def simulate(
    scenario: str | Path,
    *,
    seed: int | None = None,
    size: int | None = None,
    sets: Sequence[str] = (),
    network: GivenNetwork | None = None,
    part: tuple[int, int] | None = None,
    options: RunOptions | None = None,
) -> Run:
    """Run a scenario and give the run.

    Args:
        scenario: A YAML file or the name of a shipped scenario.
        seed: Every draw is derived from it; None for the scenario's own.
        size: Number of dialogues, of respondents or of people; None for the scenario's own.
        sets: Changes to the scenario, each `path=value`.
        network: Who knows whom, for a scenario of kind opinion: a table with the columns `source` and `target`, perhaps
            `weight`, and what else is known of each tie, or a graph of networkx; None for the scenario's own.
        part: Run only a block of the dialogues: (3, 8) is the third of eight. The folder named by `options` is then
            that of the whole run, and the same call begins the part or goes on with it.
        options: How the run is carried out; by default in a new folder under `runs/`, with a progress bar.

    Raises:
        ScenarioError: The scenario has faults; all of them are named.
        Paused: The run was paused and can be resumed.
    """
    changes = [*([f"seed={seed}"] if seed is not None else [])]
    if size is not None:
        changes.append(f"{KINDS.get(load_scenario(scenario, sets).scenario.kind).size_key}={size}")
    with TemporaryDirectory(prefix="vs_sim-") as given:
        file = None if network is None else write_network(network, Path(given))
        named = [] if file is None else [f"network={json.dumps({'file': str(file)})}"]
        loaded, chosen = load_scenario(scenario, [*named, *sets, *changes]), options or RunOptions(progress=on_stderr())
        for warning in loaded.warnings:
            chosen.progress.say(f"warning: {warning}")
        for note in table_notes(loaded.scenario, loaded.path.parent):
            chosen.progress.say(f"note: {note}")
        return begin(loaded, chosen) if part is None else run_part(loaded, chosen, Part(*part))


def pilot(
    scenario: str | Path,
    *,
    size: int = PILOT_DIALOGUES,
    sets: Sequence[str] = (),
    options: RunOptions | None = None,
) -> Pilot:
    """Run a few dialogues of a scenario: can the model be asked like this, what does it cost, how long will it take?

    Args:
        scenario: A YAML file or the name of a shipped scenario.
        size: Number of dialogues, or of respondents, at most the scenario's own.
        sets: Changes to the scenario, each `path=value`.
        options: How the run is carried out; by default in a new folder under `runs/`, with a progress bar.

    Raises:
        ScenarioError: The scenario has faults; all of them are named.
        Paused: The model could not be reached.
    """
    return run_pilot(load_scenario(scenario, sets), options or RunOptions(progress=on_stderr()), size)


def resume(folder: str | Path, *, retry_failed: bool = False, options: RunOptions | None = None) -> Run:
    """Resume a run where its log ends; no committed answer is requested again.

    Args:
        folder: The run folder.
        retry_failed: Open the failed dialogues of a completed run again, with as many more attempts.
        options: How the run is carried out; by default with a progress bar.

    Raises:
        LogError: The folder holds no run, or another process writes it.
        Paused: The run was paused again.
    """
    return resume_run(Path(folder), options or RunOptions(progress=on_stderr()), retry_failed=retry_failed)


def replay(folder: str | Path, *, options: RunOptions | None = None) -> Run:
    """Reproduce a run from its logged replies alone, in a copy: no model is called, and the digest is the same.

    Args:
        folder: The run folder.
        options: How it is carried out; `out` names the copy's folder, by default a temporary one.

    Raises:
        Paused: The log lacks a reply.
    """
    return replay_run(Path(folder), options or RunOptions(progress=on_stderr()))


def load(folder: str | Path) -> Run:
    """Open the run in a folder.

    Raises:
        LogError: The folder holds no log.
    """
    return Run(folder)


def repair(folder: str | Path) -> Repaired:
    """Drop what is damaged of a run's log, so that the run can be resumed; the damaged log is kept beside it.

    Raises:
        LogError: There is no log, another process writes it, or it does not say any more what was run.
    """
    return repair_log(Path(folder))
