"""The files that a scenario names are copied into the run folder, so that the folder is complete."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from vs_sim.core.scenario import Scenario
from vs_sim.errors import LogError

INPUTS = "inputs"
"""The folder in a run folder that holds copies of the files it was run with."""


def with_inputs(scenario: Scenario, source: Path, folder: Path) -> Scenario:
    """The scenario with copies of the files it names in the run folder, so that the folder is complete."""

    def copied(file: str, name: str) -> None:
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source / file, target)

    return _renamed(scenario, copied)


def as_in_folder(scenario: Scenario, source: Path, folder: Path) -> Scenario:
    """The scenario as a run in this folder keeps it, whose copies are there already.

    Raises:
        LogError: A file differs from its copy.
    """

    def compared(file: str, name: str) -> None:
        copy = folder / name
        if not copy.is_file() or copy.read_bytes() != (source / file).read_bytes():
            raise LogError(f"{folder}: {file} is not as it was when the run began", hint="choose another --out")

    return _renamed(scenario, compared)


def _renamed(scenario: Scenario, told: Callable[[str, str], None]) -> Scenario:
    """The scenario with the names of copies; each file and the name of its copy are told."""

    def kept(file: str, prefix: str) -> str:
        name = f"{INPUTS}/{prefix}-{Path(file).name}"
        told(file, name)
        return name

    data = scenario.model_dump(mode="json")
    for name, role in data["roles"].items():
        for key in ("file", "participants"):
            if file := role["personas"][key]:
                role["personas"][key] = kept(file, name)
    for question, reference in scenario.compare.references.items():
        if reference.endswith(".json"):
            data["compare"][question] = kept(reference, question)
    network = data.get("network") or {}
    if network.get("file"):
        network["file"] = kept(network["file"], "network")
    if data.get("cases"):
        data["cases"] = kept(data["cases"], "forecast")
    return type(scenario).model_validate(data)
