"""Kinds of scenario by name: the schema of each, so that a logged scenario is read as what it was.

The kinds themselves, with what happens in a dialogue, are in `vs_sim/world/kinds/`; another package joins through the
entry point group `vs_sim.kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vs_sim.core.scenario import Scenario
from vs_sim.registry import Registry


@dataclass(frozen=True)
class ScenarioKind:
    """What a kind of scenario declares.

    Attributes:
        name: As `kind:` gives it.
        schema: The model of its scenarios.
        size: The number of dialogues that a scenario plans.
    """

    name: str
    schema: type[Scenario]
    size: Callable[[Any], int]


SCENARIO_KINDS: Registry[ScenarioKind] = Registry("kind", "vs_sim.world.kinds")


def read_kind(written: Mapping[str, Any]) -> Scenario:
    """A scenario from its JSON form, as the schema of its kind reads it.

    Raises:
        UnknownName: No kind has that name.
        pydantic.ValidationError: The schema objects.
    """
    return SCENARIO_KINDS.get(str(written.get("kind"))).schema.model_validate(written)
