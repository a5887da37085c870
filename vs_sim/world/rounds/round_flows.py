"""What the people of a round do, as flows: they talk, are asked where they stand, and note what they remember."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vs_sim.core.persona import Trait
from vs_sim.errors import Unanswered
from vs_sim.llm.flow import Flow, Join, Signal, Spawn, Until
from vs_sim.world.opinion_scenario import UNIFORM
from vs_sim.world.opinion_talk import Lines, Participant, TalkSetting, ask_note, ask_stance, note_fact, society_talk

ROLE = "role"
"""The name under which a change of roles is logged."""


class RoundFlows:
    """The flows of the rounds, each of the people who talk with each other in one round, or of one who does not.

    Every flow waits until its people are through the round before, whether that round is over or not; so flows are to
    be driven in the order in which they are made.

    Args:
        setting: What all talks share.
    """

    def __init__(self, setting: TalkSetting) -> None:
        self.setting, self._through = setting, dict[str, Signal]()

    def first(self, people: Sequence[Participant]) -> Iterator[Flow[None]]:
        """Before the first round everybody is asked where they stand; who follows a rule only where that is wanted."""
        begin = self.setting.scenario.rules_begin
        for person in people:
            if person.rule is None:
                yield self._alone(0, person, *self._signals(person))
            elif begin != UNIFORM:
                yield self._begun(person, begin)

    def held(
        self,
        number: int,
        people: Sequence[Participant],
        groups: Sequence[tuple[Sequence[int], Mapping[str, Trait]]],
    ) -> Iterator[Flow[None]]:
        """A round.

        Args:
            number: 1-based.
            people: Everybody.
            groups: Who talks with whom, by number, and what is known of their tie.
        """
        talking: set[int] = set()
        for members, tie in groups:
            talking.update(members)
            group = [people[at] for at in members]
            yield self._meeting(number, group, tie, [self._signals(person) for person in group])
        for at, person in enumerate(people):
            if at not in talking and person.rule is None:
                yield self._alone(number, person, *self._signals(person))

    def _signals(self, person: Participant) -> tuple[Signal | None, Signal]:
        """When somebody is through the round before, and through this one."""
        before, after = self._through.get(person.unit), Signal()
        self._through[person.unit] = after
        return before, after

    def _alone(self, number: int, person: Participant, before: Signal | None, after: Signal) -> Flow[None]:
        yield from _when(before)
        yield from self._asked(number, person, (), after)

    def _begun(self, person: Participant, model: str) -> Flow[None]:
        """Where somebody begins who follows a rule from then on."""
        found = yield from ask_stance(self.setting, 0, person, (), model)
        person.failure = found if isinstance(found, Unanswered) else None
        person.stances.append(None if isinstance(found, Unanswered) else found)

    def _meeting(
        self,
        number: int,
        group: Sequence[Participant],
        tie: Mapping[str, Trait],
        signals: Sequence[tuple[Signal | None, Signal]],
    ) -> Flow[None]:
        for before, _ in signals:
            yield from _when(before)
        said = yield from society_talk(self.setting, number, group, tie)
        asked = []
        for person, lines, (_, after) in zip(group, said or [()] * len(group), signals, strict=True):
            if lines:
                person.talks.append(lines)
            if person.rule is None:
                asked.append((yield Spawn(self._asked(number, person, lines, after))))
            else:
                after.give()
        for handle in asked:
            yield Join(handle)

    def _asked(self, number: int, person: Participant, lines: Lines, after: Signal) -> Flow[None]:
        """The private questions to a person after a round, after which they are through it."""
        setting, script = self.setting, self.setting.scenario
        found = yield from ask_stance(setting, number, person, lines)
        stance = None if isinstance(found, Unanswered) else found
        if lines and script.summary_words and number < script.rounds:
            person.note = yield from ask_note(setting, number, person, lines, script.summary_words)
        person.failure = found if isinstance(found, Unanswered) else None
        person.stances.append(stance)
        while len(person.talks) > script.quoted_talks:
            person.talks.popleft()
        change = script.becomes.get(person.role)
        if change is not None and stance is not None and number < script.rounds and change.applies(stance):
            note_fact(setting, number, person, ROLE, change.role)
            person.role = change.role
        after.give()


def _when(signal: Signal | None) -> Flow[None]:
    if signal is not None and not signal.given:
        yield Until(signal)
