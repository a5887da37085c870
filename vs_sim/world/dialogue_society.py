"""A Mesa model whose agents are personas and whose step is one round of dialogues.

`step()` stays synchronous: it pairs the agents, hands the round's dialogues as independent flows to the one
place that waits, and applies their outcomes in agent order. Nothing of the model is touched in between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import mesa

from vs_sim.core.persona import Persona
from vs_sim.core.scenario import Scenario
from vs_sim.llm.flow import Flow
from vs_sim.world.kind import KINDS, Encounter, Outcome, unit_name
from vs_sim.world.scenario_model import ScenarioModel
from vs_sim.world.wiring import Wiring


class PersonaAgent(mesa.Agent):
    """A persona in one role; its outcome is set when its dialogue is over."""

    def __init__(self, model: DialogueSociety, role: str, number: int, persona: Persona) -> None:
        super().__init__(model)
        self.role, self.number, self.persona = role, number, persona
        self.outcome: Outcome | None = None


class DialogueSociety(ScenarioModel):
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
        for number in range(self.kind.size(script)) if wiring.numbers is None else wiring.numbers:
            for role in script.roles:
                PersonaAgent(self, role, number, wiring.persona_sampler(role, number))
        self.datacollector = mesa.DataCollector(
            model_reporters={"round": "rounds_held", "done": DialogueSociety.done, "failed": DialogueSociety.failed},
            tables={"outcomes": ["unit", "failed", *script.questions]},
        )

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
            wired = self.wiring
            known = (wired.emit, wired.draws, wired.folder, wired.persona_sampler)
            yield self.kind.flow(Encounter(unit, self.script, personas, *known))

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
