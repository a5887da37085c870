"""What a society is connected to: who drives its flows, where events go, where numbers and people come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vs_sim.llm.flow import Flow
from vs_sim.world.kind import Draws, Emit, Outcome, PersonaSampler

RunFlows = Callable[[Iterable[Flow[Outcome]]], list[Outcome]]


@dataclass(frozen=True)
class Wiring:
    """What a society is connected to.

    Attributes:
        run: Drives independent flows and gives their results in order.
        emit: Takes every event.
        draws: The number in [0, 1) that belongs to a name.
        persona_sampler: Who plays a role in which dialogue.
        finished: Dialogues that an earlier session of the same run completed, with their outcomes.
    """

    run: RunFlows
    emit: Emit
    draws: Draws
    persona_sampler: PersonaSampler
    finished: Mapping[str, Outcome]
    drive: Callable[[Iterable[Flow[Any]]], list[Any]] | None = None
    """Drives flows that are no whole dialogues, such as one talk of many; None for `run`."""
    folder: Path = Path()
    """Where files that the scenario names are looked for."""
    numbers: range | None = None
    """The dialogues that are run, where they are not all."""

    def drive_parts(self, flows: Iterable[Flow[Any]]) -> list[Any]:
        """Drive flows that are no whole dialogues, and give their results in order."""
        return (self.drive or self.run)(flows)
