"""Scenarios before they are run: written, checked, and what they will take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vs_sim.errors import VsSimError
from vs_sim.files.starter import start
from vs_sim.log.integrity.frozen_record import FrozenRecord, frozen_record, require_outcome
from vs_sim.simulation.checking import Loaded, load_scenario, scenario_schema
from vs_sim.simulation.cost_estimate import CostEstimate, expected_cost
from vs_sim.world.kind import KINDS


def init(path: str | Path, kind: str = "persuasion") -> Path:
    """Write a commented scenario to begin with, and give its path.

    Args:
        path: The file, with or without `.yaml`; its name becomes the title.
        kind: `persuasion` or `survey`.

    Raises:
        VsSimError: The file exists already, or cannot be written.
    """
    return start(Path(path), kind, scenario_schema(None))


def check(scenario: str | Path, *, sets: Sequence[str] = ()) -> Loaded:
    """Read a scenario and check it, without running it.

    Args:
        scenario: A YAML file or the name of a shipped scenario.
        sets: Changes to the scenario, each `path=value`.

    Raises:
        ScenarioError: It has faults; all of them are named with their places.
    """
    return load_scenario(scenario, sets)


def estimate(scenario: str | Path, *, sets: Sequence[str] = (), window: int = 64) -> CostEstimate:
    """Estimate what a run will take, before anything is spent: calls, tokens, US dollars and minutes.

    Args:
        scenario: A YAML file or the name of a shipped scenario.
        sets: Changes to the scenario, each `path=value`.
        window: Dialogues under way at once.

    Raises:
        ScenarioError: The scenario has faults; all of them are named.
    """
    loaded = load_scenario(scenario, sets)
    return expected_cost(loaded.scenario, loaded.path.parent, window=window)


def freeze(scenario: str | Path, out: str | Path, *, size: int | None = None, sets: Sequence[str] = ()) -> FrozenRecord:
    """Fix a study before it is run: a JSON record of the complete scenario, its primary outcome, margin, n and seed.

    Args:
        scenario: A YAML file or the name of a shipped scenario.
        out: The file to write; one that exists is never replaced.
        size: Number of dialogues, of respondents or of people; None for the scenario's own.
        sets: Changes to the scenario, each `path=value`.

    Raises:
        ScenarioError: The scenario has faults; all of them are named.
        VsSimError: The scenario states no primary outcome, or the file exists already or cannot be written.
    """
    loaded = load_scenario(scenario, sets)
    if size is not None:
        key = KINDS.get(loaded.scenario.kind).size_key
        loaded = load_scenario(scenario, [*sets, f"{key}={size}"])
    record = frozen_record(loaded.scenario, loaded.path.parent)
    require_outcome(record)
    try:
        with Path(out).open("x", encoding="utf-8") as file:
            file.write(record.model_dump_json(indent=1) + "\n")
    except FileExistsError as error:
        raise VsSimError(f"{out}: exists already", hint="a record is never replaced; choose another --out") from error
    except OSError as error:
        raise VsSimError(f"{out}: cannot be written ({error.strerror})", hint="choose another --out") from error
    return record
