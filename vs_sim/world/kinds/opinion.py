"""People on a network talk in rounds about one topic; every round each is asked privately where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.llm.flow import Flow
from vs_sim.world.dialogue import closed
from vs_sim.world.kind import KINDS, Encounter, Kind, Outcome
from vs_sim.world.opinion_checks import opinion_faults, opinion_understood
from vs_sim.world.opinion_rule import OPINION_RULES, NoParameters
from vs_sim.world.opinion_scenario import STANCE, OpinionScenario
from vs_sim.world.opinion_society import OpinionSociety
from vs_sim.world.opinion_talk import Participant, TalkSetting
from vs_sim.world.rounds.round_flows import RoundFlows

_SILENT = OPINION_RULES.get("voter")(NoParameters())


def _one_person(encounter: Encounter) -> Flow[Outcome]:
    """One person by themselves, for estimates: every round has a talk with others who are rules."""
    scenario: OpinionScenario = encounter.scenario
    number = int(encounter.unit)
    role, _ = scenario.roles_of_people[number]
    setting = TalkSetting(scenario, encounter.emit, encounter.draws, Wording.of(scenario.prompts))
    person = Participant(encounter.unit, role, encounter.personas[role], scenario.rule(role))
    flows = RoundFlows(setting)
    yield from _one_after_another(flows.first([person]))
    if person.rule is None:
        others = [
            Participant(f"other {each}", role, person.persona, _SILENT, [3.0])
            for each in range(1, scenario.talks.people)
        ]
        for round_number in range(1, scenario.rounds + 1):
            yield from _one_after_another(
                flows.held(round_number, [person, *others], [(range(scenario.talks.people), {})])
            )
    last = person.stances[-1] if person.stances else None
    return closed(encounter, {} if last is None else {STANCE: last}, person.failure)


def _one_after_another(flows: Iterable[Flow[None]]) -> Flow[None]:
    for flow in flows:
        yield from flow


KINDS.register(
    "opinion",
    Kind(
        "opinion",
        OpinionScenario,
        lambda script: script.size,
        _one_person,
        "people",
        opinion_faults,
        society=OpinionSociety,
        understood=opinion_understood,
    ),
)
