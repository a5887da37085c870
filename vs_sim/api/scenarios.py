"""Scenarios before they are run: written, checked, and what they will take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vs_sim.files.starter import start
from vs_sim.simulation.checking import Loaded, load_scenario, scenario_schema
from vs_sim.simulation.cost_estimate import CostEstimate, expected_cost


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
