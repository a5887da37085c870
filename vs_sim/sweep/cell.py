"""The cells of a plan: checked scenarios with seeds, each named by the hash of everything that decides its results.

A cell that was run once is therefore recognized in any later plan, whatever its label and position there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vs_sim.core.event import canonical
from vs_sim.core.model_entry import deciding
from vs_sim.core.scenario import Scenario
from vs_sim.log.part import Part
from vs_sim.sweep.plan import SweepPlan

LENGTH = 12
"""Characters of a cell's name."""


@dataclass(frozen=True)
class Cell:
    """One run of a sweep.

    Attributes:
        id: The hash of the scenario, the files that it names, the seed and the replicate.
        label: What tables call it; replicates share it.
        settings: What was varied: path to value, of every path that the plan varies.
        replicate: 0 for the first.
        scenario: As it is run.
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


@dataclass(frozen=True)
class Planned:
    """A plan without faults, and its cells.

    Attributes:
        plan: As it was read, every `--set` included.
        path: Of its file.
        cells: In order, each once.
        repeated: Cells that are the same as others and are run once.
        sets: The changes made from outside.
        text: The file as it was written.
        part: Which part of the plan this is; None for the whole.
        whole: The cells of the whole plan, in order.
    """

    plan: SweepPlan
    path: Path
    cells: tuple[Cell, ...]
    repeated: int = 0
    sets: tuple[str, ...] = ()
    text: str = ""
    part: Part | None = None
    whole: tuple[Cell, ...] = ()

    def cut(self, part: Part) -> Planned:
        """One part of the plan: every so-manieth cell."""
        own = tuple(cell for position, cell in enumerate(self.cells) if part.takes(position))
        return replace(self, cells=own, part=part, whole=self.cells)

    @property
    def name(self) -> str:
        """What the sweep is called in a sentence."""
        return self.plan.title or self.path.stem


def identity(scenario: Scenario, source: Path, replicate: int) -> str:
    """The name of a cell: equal for equal scenarios, files, seeds and replicates, and for no others."""
    written = deciding(scenario.model_dump(mode="json", exclude_none=True, exclude={"title"}))
    contents = {name: hashlib.sha256((source / name).read_bytes()).hexdigest() for name in scenario.files}
    text = canonical([written, sorted(contents.values()), scenario.seed, replicate])
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
