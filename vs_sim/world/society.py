"""A Mesa model whose agents are personas and whose step is one round of dialogues.

`step()` stays synchronous: it pairs the agents, hands the round's dialogues as independent flows to the one
place that waits, and applies their outcomes in agent order. Nothing of the model is touched in between.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mesa

from vs_sim.core.persona import Persona
from vs_sim.core.scenario import Scenario
from vs_sim.errors import VsSimError
from vs_sim.llm.flow import Flow
from vs_sim.llm.gateway import inside_a_flow
from vs_sim.world.kind import KINDS, Draws, Emit, Encounter, Outcome, unit_name
from vs_sim.world.persona_sampling import PersonaSampler

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


class PersonaAgent(mesa.Agent):
    """A persona in one role; its outcome is set when its dialogue is over."""

    def __init__(self, model: Society, role: str, number: int, persona: Persona) -> None:
        super().__init__(model)
        self.role, self.number, self.persona = role, number, persona
        self.outcome: Outcome | None = None


class Society(mesa.Model):
    """The participants of a scenario, who meet in rounds.

    Args:
        script: The scenario; `script` and not `scenario`, a name that Mesa 3.5 keeps for itself.
        wiring: What the society is connected to.
        rng: Seed of Mesa's own random stream (pairing, activation); draws inside dialogues have names instead.
    """

    def __init__(self, script: Scenario, wiring: Wiring, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        self.script, self.wiring = script, wiring
        self.kind = KINDS.get(script.kind)
        self.rounds_held = 0
        for number in range(self.kind.size(script)):
            for role in script.roles:
                PersonaAgent(self, role, number, wiring.persona_sampler(role, number))
        self.datacollector = mesa.DataCollector(
            model_reporters={"round": "rounds_held", "done": Society.done, "failed": Society.failed},
            tables={"outcomes": ["unit", "failed", *script.questions]},
        )

    @property
    def random(self) -> random.Random:
        """Mesa's random stream; closed to flows, which draw by name."""
        if inside_a_flow():
            raise VsSimError("the model's random stream was used inside a flow", hint="draw by name: draws(name)")
        return self._random

    @random.setter
    def random(self, stream: random.Random) -> None:
        self._random = stream

    def step(self) -> None:
        """Run one round: every dialogue of the scenario that has not been run."""
        pairs = self._pairs()
        todo = [unit for unit in pairs if unit not in self.wiring.finished]
        completed = self.wiring.run(self._flows(pairs, todo))
        outcomes = {**self.wiring.finished, **{outcome.unit: outcome for outcome in completed}}
        self._apply(pairs, outcomes)
        self.rounds_held += 1
        self.running = False
        self.datacollector.collect(self)

    def _pairs(self) -> dict[str, dict[str, PersonaAgent]]:
        pairs: dict[str, dict[str, PersonaAgent]] = {}
        for agent in self.agents:
            pairs.setdefault(unit_name(agent.number), {})[agent.role] = agent
        return pairs

    def _flows(self, pairs: Mapping[str, Mapping[str, PersonaAgent]], todo: list[str]) -> Iterator[Flow[Outcome]]:
        for unit in todo:
            personas = {role: agent.persona for role, agent in pairs[unit].items()}
            yield self.kind.flow(Encounter(unit, self.script, personas, self.wiring.emit, self.wiring.draws))

    def _apply(self, pairs: Mapping[str, Mapping[str, PersonaAgent]], outcomes: Mapping[str, Outcome]) -> None:
        for unit, pair in pairs.items():
            outcome = outcomes[unit]
            for agent in pair.values():
                agent.outcome = outcome
            decided: dict[str, Any] = {key: outcome.decisions.get(key) for key in self.script.questions}
            self.datacollector.add_table_row("outcomes", {"unit": unit, "failed": outcome.failed, **decided})

    def done(self) -> int:
        """Completed dialogues."""
        return sum(agent.outcome is not None and agent.outcome.failed is None for agent in self._first())

    def failed(self) -> int:
        """Dialogues closed as failed."""
        return sum(agent.outcome is not None and agent.outcome.failed is not None for agent in self._first())

    def _first(self) -> Iterator[PersonaAgent]:
        first = next(iter(self.script.roles))
        return (agent for agent in self.agents if agent.role == first)
