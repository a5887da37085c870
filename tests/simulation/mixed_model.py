"""A grid model of Mesa in which a language model decides for some residents and Schelling's rule for the others."""

from __future__ import annotations

from typing import Any

import mesa
from mesa.discrete_space import CellAgent, OrthogonalMooreGrid

from vs_sim.world.asking import Asking, Awaited
from vs_sim.world.speaker import Speaker, talk

SCENARIO = """\
kind: survey
about: People live on a grid of houses.
models: {m: {backend: standin}}
roles: {resident: {model: m, method: {vs_standard: {k: 3}}, personas: {population: persuasion_for_good}}}
questions:
  moves: {of: resident, ask: Do you want to move away?, answer: {options: [Yes, No]}, private: true}
respondents: 20
"""


class RuleResident(CellAgent):
    def __init__(self, model: Town, kind: int) -> None:
        super().__init__(model)
        self.kind = kind

    def alike(self) -> float:
        neighbours = list(self.cell.neighborhood.agents)
        return float(sum(other.kind == self.kind for other in neighbours) / max(len(neighbours), 1))

    def decides(self) -> bool:
        return self.alike() < 0.4


class TalkingResident(Speaker, RuleResident):
    def __init__(self, model: Town, kind: int, asking: Asking) -> None:
        super().__init__(model, "resident", asking=asking, kind=kind)
        self.answer = Awaited()

    def prepare(self) -> None:
        self.answer = self.ask("moves", f"{self.alike():.0%} of your neighbours are like you.")

    def decides(self) -> bool:
        return self.answer.value == "Yes"


class Town(mesa.Model):
    def __init__(self, asking: Asking, seed: int = 1) -> None:
        super().__init__(rng=seed)
        self.asking, self.moved = asking, 0
        self.grid = OrthogonalMooreGrid((6, 6), torus=True, capacity=1, random=self.random)
        cells = self.random.sample(list(self.grid.all_cells), 24)
        for number, cell in enumerate(cells):
            resident: Any = TalkingResident(self, number % 2, asking) if number < 12 else RuleResident(self, number % 2)
            resident.cell = cell
        self.datacollector = mesa.DataCollector(model_reporters={"moved": "moved"})

    def step(self) -> None:
        with self.asking.together():
            self.agents.select(agent_type=TalkingResident).do("prepare")
            self.said = talk(*list(self.agents.select(agent_type=TalkingResident))[:2], exchanges=1)
        movers = [agent for agent in self.agents.shuffle() if agent.decides()]
        for agent in movers:
            agent.cell = self.grid.select_random_empty_cell()
        self.moved += len(movers)
        self.datacollector.collect(self)
