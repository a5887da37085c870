"""A Mesa model of people on a network: in each round pairs talk, rules update, and everybody is asked privately."""

from __future__ import annotations

import inspect
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import fmean, pvariance
from typing import Any

import mesa
from mesa.discrete_space import FixedAgent
from mesa.discrete_space import Network as MesaNetwork

from vs_sim.core.persona import Persona, Trait
from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.llm.flow import Flow
from vs_sim.world.dialogue import closed
from vs_sim.world.kind import Encounter, Outcome, PersonaSampler, unit_name
from vs_sim.world.matching import active_people, matching
from vs_sim.world.networks.build_network import build_network
from vs_sim.world.opinion_rule import Neighbour, Situation
from vs_sim.world.opinion_scenario import STANCE, UNIFORM, OpinionScenario
from vs_sim.world.opinion_talk import Lines, Participant, TalkSetting, note_fact, note_stance
from vs_sim.world.rounds.gatherings import gatherings
from vs_sim.world.rounds.rewiring import rewired
from vs_sim.world.rounds.round_flows import RoundFlows
from vs_sim.world.rounds.round_settings import Rewire
from vs_sim.world.scenario_model import ScenarioModel
from vs_sim.world.wiring import Wiring

TIE = "tie"
"""The name under which a tie that was replaced is logged: whom somebody lost, and whom they gained."""
MOST_LAID_OUT = 500
"""People in a network that Mesa may lay out."""


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
        stances: list[float | None] = self.participant.stances[: self.model.rounds_held + 1]
        return stances[-1] if stances else None

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
        self.space = MesaNetwork(self.graph, capacity=1, random=self.random, **_layout(len(people)))
        self._flows, self._ahead = RoundFlows(self.setting), 0
        rules = {role: script.rule(role) for role in script.roles}
        self.people: list[Participant] = []
        for number, ((role, _), persona) in enumerate(zip(script.roles_of_people, people, strict=True)):
            told = {
                name: value for name, value in self.graph.nodes[number].items() if isinstance(value, str | int | float)
            }
            persona = _with(persona, told, self.graph[number])
            talks: deque[Lines] = deque(maxlen=script.quoted_talks + 1)
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
            self._hold_first()
            self.datacollector.collect(self)
        number = self.rounds_held + 1
        if number > self._ahead:
            self._hold(number)
        self.rounds_held = number
        self.running = number < self.script.rounds
        if not self.running:
            self.wiring.run(self._close(person) for person in self.people)
        self.datacollector.collect(self)

    def play(self) -> None:
        """Hold all rounds that are left; a talk begins as soon as its people are free, where no rule looks at all."""
        if self.script.runs_freely and not self.rounds_held:
            self._ahead = self.script.rounds
            self.wiring.drive_parts(self._flows_of_all_rounds())
        while self.running:
            self.step()

    def _flows_of_all_rounds(self) -> Iterator[Flow[None]]:
        yield from self._flows.first(self.people)
        for number in range(1, self.script.rounds + 1):
            yield from self._flows.held(
                number, self.people, self._with_ties(self._groups(number, self._active(number)))
            )

    def _active(self, number: int) -> set[int]:
        return active_people(self.graph, self.script.activation, f"r{number:03d}", self.wiring.draws)

    def _groups(self, number: int, active: Collection[int]) -> Sequence[tuple[int, ...]]:
        """Who talks with whom in a round."""
        name, size = f"r{number:03d}", self.script.talks.people
        if size > 2:
            return gatherings(self.graph, active, size, name, self.wiring.draws)
        return matching(self.graph, active, name, self.wiring.draws)

    def _with_ties(self, groups: Sequence[tuple[int, ...]]) -> Sequence[tuple[tuple[int, ...], Mapping[str, Trait]]]:
        ties = self.graph.edges
        return [(group, ties[group]["attributes"] if len(group) == 2 and group in ties else {}) for group in groups]

    def _hold_first(self) -> None:
        if not self._ahead:
            self.wiring.drive_parts(self._flows.first(self.people))
        if self.script.rules_begin == UNIFORM:
            self._note_rules(0, {person.unit: self._first(person) for person in self.people if person.rule})

    def _hold(self, number: int) -> None:
        """Hold a round: rules look at the stances before it, and ties change after it."""
        active = self._active(number)
        groups = self._groups(number, active)
        met = {one: [each for each in group if each != one] for group in groups for one in group}
        updated = {
            self.people[at].unit: self._updated(at, number, at in active, met)
            for at in self.graph
            if self.people[at].rule
        }
        self.wiring.drive_parts(self._flows.held(number, self.people, self._with_ties(groups)))
        self._note_rules(number, updated)
        if self.script.rewire is not None:
            self._rewire(number, self.script.rewire)

    def _rewire(self, number: int, rewire: Rewire) -> None:
        known = {at: person.known for at, person in enumerate(self.people)}
        stances = {at: stance for at, stance in known.items() if stance is not None}
        for change in rewired(self.graph, rewire, stances, f"r{number:03d}", self.wiring.draws):
            person, lost, gained = (self.space[at] for at in (change.person, change.lost, change.gained))
            for one, other in ((person, lost), (lost, person)):
                one.disconnect(other)
            for one, other in ((person, gained), (gained, person)):
                one.connect(other, other.coordinate)
            units = f"{unit_name(change.lost)} {unit_name(change.gained)}"
            note_fact(self.setting, number, self.people[change.person], TIE, units, where=(unit_name(change.lost),))

    def _note_rules(self, number: int, stances: Mapping[str, float | None]) -> None:
        for person in self.people:
            if person.rule is not None:
                stance = stances[person.unit]
                person.stances.append(stance)
                if stance is not None:
                    note_stance(self.setting, number, person, stance)

    def _first(self, person: Participant) -> float:
        """The stance that a rule begins with: uniform over the scale."""
        return self.script.stance(self.wiring.draws((person.unit, "r000", person.role, STANCE)))

    def _updated(self, at: int, number: int, active: bool, met: Mapping[int, Sequence[int]]) -> float | None:
        """The stance of a rule after a round, not known where the first is not; all look at the stances before it."""
        person, script = self.people[at], self.script
        begun, last = person.stances[0], person.stances[-1]
        if begun is None or last is None:
            return None
        now = script.opinion(last)
        if person.rule is None or not active:
            return script.stance(now)
        others = self.graph.predecessors(at) if self.graph.is_directed() else self.graph.neighbors(at)
        if person.rule.pairwise:
            others = met.get(at, ())
        neighbours = [
            Neighbour(script.opinion(stance), self._weight(other, at))
            for other in sorted(others)
            if (stance := self.people[other].known) is not None
        ]
        u = self.wiring.draws((person.unit, f"r{number:03d}", person.role, "rule"))
        return script.stance(person.rule.updated(Situation(script.opinion(begun), now, neighbours, u)))

    def _weight(self, one: int, other: int) -> float:
        tie = (one, other) if self.graph.has_edge(one, other) else (other, one)
        return float(self.graph.edges[tie]["weight"])

    def _close(self, person: Participant) -> Flow[Outcome]:
        """The end of a person: their last stance, or why it is not known."""
        yield from ()
        encounter = Encounter(
            person.unit, self.script, {person.began: person.persona}, self.wiring.emit, self.wiring.draws
        )
        last = person.stances[-1]
        return closed(encounter, {} if last is None else {STANCE: last}, person.failure)

    def _known(self) -> list[float]:
        return [agent.stance for agent in self.agents if agent.stance is not None]

    def mean(self) -> float:
        """The mean of the stances that are known; NaN without any."""
        return fmean(known) if (known := self._known()) else float("nan")

    def variance(self) -> float:
        """The variance over all people of the stances that are known; NaN without any."""
        return pvariance(known) if (known := self._known()) else float("nan")


def _layout(people: int) -> dict[str, Any]:
    """For Mesa 3.5, which lays out every network; that of a large one takes minutes."""
    known = inspect.signature(MesaNetwork.__init__).parameters
    return {"layout": None} if "layout" in known and people > MOST_LAID_OUT else {}


def _with(persona: Persona, told: Mapping[str, Trait], ties: Mapping[int, Mapping[str, Any]]) -> Persona:
    """A persona with the attributes of their node, and with whom they have ties, which is not told."""
    own = {**persona.own, "neighbours": " ".join(unit_name(number) for number in sorted(ties))}
    if any(tie["weight"] != 1 for tie in ties.values()):
        own["weights"] = " ".join(f"{ties[number]['weight']:g}" for number in sorted(ties))
    return Persona(persona.person, {**persona.traits, **told}, persona.source, persona.style, persona.labels, own)
