"""People on a network talk in rounds about one topic; every round each is asked privately where they stand."""

from __future__ import annotations

from vs_sim.elicitation.prompts.templates import Wording
from vs_sim.llm.flow import Flow
from vs_sim.world.dialogue import closed
from vs_sim.world.kind import KINDS, Encounter, Kind, Outcome
from vs_sim.world.opinion_checks import opinion_faults, opinion_understood
from vs_sim.world.opinion_rule import OPINION_RULES, NoParameters
from vs_sim.world.opinion_scenario import STANCE, OpinionScenario
from vs_sim.world.opinion_society import OpinionSociety
from vs_sim.world.opinion_talk import Participant, TalkSetting, ask_stance, pair_talk

_SILENT = OPINION_RULES.get("voter")(NoParameters())


def _one_person(encounter: Encounter) -> Flow[Outcome]:
    """One person by themselves, for estimates: every round has a talk with somebody who is a rule."""
    scenario: OpinionScenario = encounter.scenario
    number = int(encounter.unit)
    role, _ = scenario.roles_of_people[number]
    setting = TalkSetting(scenario, encounter.emit, encounter.draws, Wording.of(scenario.prompts))
    person = Participant(encounter.unit, role, encounter.personas[role], scenario.rule(role))
    decisions: dict[str, float | str] = {}
    if person.rule is None:
        stance = yield from ask_stance(setting, 0, person, ())
        for round_number in range(1, scenario.rounds + 1):
            other = Participant("other", role, person.persona, _SILENT, [3.0])
            said = yield from pair_talk(setting, round_number, person, other, {})
            person.talks.append(said[0] if said else ())
            stance = yield from ask_stance(setting, round_number, person, said[0] if said else ())
            while len(person.talks) > scenario.memory:
                person.talks.popleft()
        decisions = {STANCE: stance} if isinstance(stance, float) else {}
    return closed(encounter, decisions, person.failure)


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
