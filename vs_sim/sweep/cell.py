"""A cell is a checked scenario with its seed; its name is the hash of what happens in it.

So a cell that was held once is known again in any later plan, whatever it is called there and wherever it stands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vs_sim.core.event import canonical
from vs_sim.core.scenario import Scenario
from vs_sim.session import files_of
from vs_sim.sweep.design import Point

LENGTH = 12
"""Characters of a cell's name."""
LABEL = 60
"""Characters of a value in a label."""
HOW = frozenset({"max_in_flight", "rpm", "tpm", "timeout", "retries", "price", "api_key_env"})
"""Of a model's entry, what says how it is reached and changes nothing that happens."""


@dataclass(frozen=True)
class Cell:
    """One run of a sweep.

    Attributes:
        id: The hash of the scenario, the files that it names, the seed and the replicate.
        label: What tables call it; replicates share it.
        settings: What was varied: path to value, of every path that the plan varies.
        replicate: 0 for the first.
        scenario: As it is held.
        source: The folder where the files that it names lie.
    """

    id: str
    label: str
    settings: Mapping[str, Any]
    replicate: int
    scenario: Scenario
    source: Path

    def to_dict(self) -> dict[str, Any]:
        """What the sweep's folder keeps of it, ready for JSON."""
        facts = {"id": self.id, "label": self.label, "settings": dict(self.settings), "replicate": self.replicate}
        return {**facts, "seed": self.scenario.seed}


def identity(scenario: Scenario, source: Path, replicate: int) -> str:
    """The name of a cell: equal for equal scenarios, files, seeds and replicates, and for no others."""
    written = scenario.model_dump(mode="json", exclude_none=True, exclude={"title"})
    for entry in written["models"].values():
        for key in HOW & set(entry):
            del entry[key]
    contents = {name: hashlib.sha256((source / name).read_bytes()).hexdigest() for name in files_of(scenario)}
    text = canonical([written, sorted(contents.values()), scenario.seed, replicate])
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def label_of(point: Point) -> str:
    """What a cell without a name of its own is called: the ends of its paths with their values."""
    return ", ".join(
        [*filter(None, [point.label])] + [f"{end(setting.path)}={shown(setting.value)}" for setting in gridded(point)]
    )


def gridded(point: Point) -> list[Any]:
    """The settings that a label names: all of them, but for those of a list's entry that has a name."""
    return [setting for setting in point.settings if not (point.label and setting.at[0] == "list")]


def end(path: str) -> str:
    """What a path is about, in short: its last two names."""
    return ".".join(path.split(".")[-2:])


def shown(value: Any) -> str:
    """A value as a label and a table show it, on one line.

    >>> shown({"vs_standard": {"k": 5}}), shown(0.5), shown("direct"), shown(None)
    ('{vs_standard: {k: 5}}', '0.5', 'direct', 'none')
    """
    text = flow(value)
    return text if len(text) <= LABEL else f"{text[: LABEL - 1]}…"


def flow(value: Any) -> str:
    """A value in YAML's flow style, without needless quotes."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {flow(entry)}" for key, entry in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(flow(entry) for entry in value) + "]"
        case None:
            return "none"
        case str():
            return " ".join(value.split())
        case _:
            return json.dumps(value)
