"""A Mesa model of people on a network: in each round pairs talk, rules update, and everybody is asked privately."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from statistics import fmean, pvariance
from typing import Any

import mesa
from mesa.discrete_space import FixedAgent
from mesa.discrete_space import Network as MesaNetwork

from vs_sim.core.persona import Persona, Trait
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.errors import Unanswered
from vs_sim.llm.flow import Flow
from vs_sim.world.dialogue import closed
from vs_sim.world.kind import Encounter, Outcome, PersonaSampler, unit_name
from vs_sim.world.matching import active_people, matching
from vs_sim.world.networks.build_network import build_network
from vs_sim.world.opinion_rule import Neighbour, Situation
from vs_sim.world.opinion_scenario import STANCE, OpinionScenario
from vs_sim.world.opinion_talk import Lines, Participant, TalkSetting, ask_stance, note_stance, pair_talk
from vs_sim.world.scenario_model import ScenarioModel
from vs_sim.world.wiring import Wiring


class OpinionAgent(FixedAgent):
    """A person at a node of the network.

    Attributes:
        participant: Their state: persona, stances, what they remember.
    """

    def __init__(self, model: OpinionSociety, participant: Participant, cell: Any) -> None:
        super().__init__(model)
        self.participant, self.cell = participant, cell

    @property
    def stance(self) -> float | None:
        """Where they stood when they were last asked, on the scale; None where it is not known."""
        return self.participant.stances[-1] if self.participant.stances else None

    @property
    def role(self) -> str:
        """The role they play."""
        return self.participant.role


def everybody(scenario: OpinionScenario, casting: PersonaSampler) -> list[Persona]:
    """The personas of all who take part, in order."""
    return [casting(role, number) for role, number in scenario.roles_of_people]


class OpinionSociety(ScenarioModel):
    """People on a network who talk in rounds; `step()` is one round.

    Args:
        script: The scenario.
        wiring: What the society is connected to.
        rng: Seed of Mesa's own random stream; who meets whom, and every answer, is drawn by name instead.

    Attributes:
        graph: Who knows whom; node i is the i-th person.
        space: The same as a space of Mesa.
        rounds_held: Rounds that are over.
    """

    def __init__(self, script: OpinionScenario, wiring: Wiring, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        self.script, self.wiring, self.rounds_held = script, wiring, 0
        self.setting = TalkSetting(script, wiring.emit, wiring.draws, Wording.of(script.prompts))
        people = everybody(script, wiring.persona_sampler)
        self.graph = build_network(script.network, people, script.persona_sampling_seed, wiring.folder)
        self.space = MesaNetwork(self.graph, capacity=1, random=self.random)
        rules = {role: script.rule(role) for role in script.roles}
        self.people: list[Participant] = []
        for number, ((role, _), persona) in enumerate(zip(script.roles_of_people, people, strict=True)):
            told = {
                name: value for name, value in self.graph.nodes[number].items() if isinstance(value, str | int | float)
            }
            persona = _with(persona, told, self.graph[number])
            talks: deque[Lines] = deque(maxlen=script.memory + 1)
            self.people.append(Participant(unit_name(number), role, persona, rules[role], [], talks))
        for number, person in enumerate(self.people):
            OpinionAgent(self, person, self.space[number])
        self.datacollector = mesa.DataCollector(
            model_reporters={"round": "rounds_held", "mean": OpinionSociety.mean, "variance": OpinionSociety.variance},
            agent_reporters={"stance": "stance", "role": "role"},
        )

    def step(self) -> None:
        """Hold one round; before the first, everybody is asked where they stand."""
        if not self.rounds_held:
            self._ask(0, {})
            self._note_rules(0, {person.unit: self._first(person) for person in self.people if person.rule})
            self.datacollector.collect(self)
        number = self.rounds_held + 1
        active = active_people(self.graph, self.script.activation, f"r{number:03d}", self.wiring.draws)
        pairs = matching(self.graph, active, f"r{number:03d}", self.wiring.draws)
        said = self._talk(number, pairs)
        met = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
        updated = {
            self.people[at].unit: self._updated(at, number, at in active, met)
            for at in self.graph
            if self.people[at].rule
        }
        self._ask(number, said)
        self._note_rules(number, updated)
        self.rounds_held = number
        self.running = number < self.script.rounds
        if not self.running:
            self.wiring.run(self._close(person) for person in self.people)
        self.datacollector.collect(self)

    def _talk(self, number: int, pairs: list[tuple[int, int]]) -> Mapping[str, Lines]:
        """Hold the talks of a round, and give what each person heard who had one."""
        flows = (
            pair_talk(
                self.setting, number, self.people[one], self.people[other], self.graph.edges[one, other]["attributes"]
            )
            for one, other in pairs
        )
        said: dict[str, Lines] = {}
        for (one, other), heard in zip(pairs, self.wiring.drive_parts(flows), strict=True):
            for at, lines in zip((one, other), heard or (), strict=False):
                if lines:
                    self.people[at].talks.append(lines)
                    said[self.people[at].unit] = lines
        return said

    def _ask(self, number: int, said: Mapping[str, Lines]) -> None:
        """Ask everybody who is no rule, and keep what is answered."""
        asked = [person for person in self.people if person.rule is None]
        flows = (ask_stance(self.setting, number, person, said.get(person.unit, ())) for person in asked)
        for person, found in zip(asked, self.wiring.drive_parts(flows), strict=True):
            person.failure = found if isinstance(found, Unanswered) else None
            person.stances.append(None if isinstance(found, Unanswered) else found)
            while len(person.talks) > self.script.memory:
                person.talks.popleft()

    def _note_rules(self, number: int, stances: Mapping[str, float]) -> None:
        for person in self.people:
            if person.rule is not None:
                person.stances.append(stances[person.unit])
                note_stance(self.setting, number, person, stances[person.unit])

    def _first(self, person: Participant) -> float:
        """The stance that a rule begins with: uniform over the scale."""
        return self.script.stance(self.wiring.draws((person.unit, "r000", person.role, STANCE)))

    def _updated(self, at: int, number: int, active: bool, met: Mapping[int, int]) -> float:
        """The stance of a rule after a round; all rules look at the stances before it."""
        person, script = self.people[at], self.script
        now = script.opinion(person.stances[-1] or 0.0)
        if person.rule is None or not active:
            return script.stance(now)
        others = self.graph.predecessors(at) if self.graph.is_directed() else self.graph.neighbors(at)
        if person.rule.pairwise:
            others = [met[at]] if at in met else []
        neighbours = [
            Neighbour(script.opinion(stance), self._weight(other, at))
            for other in sorted(others)
            if (stance := self.people[other].known) is not None
        ]
        first = script.opinion(person.stances[0] or 0.0)
        u = self.wiring.draws((person.unit, f"r{number:03d}", person.role, "rule"))
        return script.stance(person.rule.updated(Situation(first, now, neighbours, u)))

    def _weight(self, one: int, other: int) -> float:
        tie = (one, other) if self.graph.has_edge(one, other) else (other, one)
        return float(self.graph.edges[tie]["weight"])

    def _close(self, person: Participant) -> Flow[Outcome]:
        """The end of a person: their last stance, or why it is not known."""
        yield from ()
        encounter = Encounter(
            person.unit, self.script, {person.role: person.persona}, self.wiring.emit, self.wiring.draws
        )
        last = person.stances[-1]
        return closed(encounter, {} if last is None else {STANCE: last}, person.failure)

    def _known(self) -> list[float]:
        return [stance for person in self.people if person.stances and (stance := person.stances[-1]) is not None]

    def mean(self) -> float:
        """The mean of the stances that are known; NaN without any."""
        return fmean(known) if (known := self._known()) else float("nan")

    def variance(self) -> float:
        """The variance over all people of the stances that are known; NaN without any."""
        return pvariance(known) if (known := self._known()) else float("nan")


def _with(persona: Persona, told: Mapping[str, Trait], ties: Mapping[int, Mapping[str, Any]]) -> Persona:
    """A persona with the attributes of their node, and with whom they have ties, which is not told."""
    own = {**persona.own, "neighbours": " ".join(unit_name(number) for number in sorted(ties))}
    if any(tie["weight"] != 1 for tie in ties.values()):
        own["weights"] = " ".join(f"{ties[number]['weight']:g}" for number in sorted(ties))
    return Persona(persona.person, {**persona.traits, **told}, persona.source, persona.style, persona.labels, own)
