"""Yoked talks: a pair of other people talks, and whoever is asked only hears what they said.

The control of interaction: the same kind of talk without one's own part in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vs_sim.errors import VsSimError
from vs_sim.world.kind import KINDS, Encounter, unit_name


def others_talk(encounter: Encounter) -> tuple[Encounter, Encounter]:
    """The encounter of those who talk in the place of others, and that of those who hear it and are asked.

    The others are the people of the neighbouring dialogue, or of the nearest in which everybody who is asked is
    played by somebody else. Whose people they are is kept with those who hear it, as `own.talk_of`.

    Raises:
        VsSimError: There is no such dialogue.
    """
    asked = {question.of for question in encounter.scenario.questions.values()}
    for number in _nearest(int(encounter.unit), KINDS.get(encounter.scenario.kind).size(encounter.scenario)):
        others = {role: encounter.persona_of(role, number) for role in encounter.personas}
        if all(others[role].person != encounter.personas[role].person for role in asked):
            known = {
                role: replace(persona, own={**persona.own, "talk_of": unit_name(number)})
                for role, persona in encounter.personas.items()
            }
            return replace(encounter, personas=others), replace(encounter, personas=known)
    raise VsSimError("a yoked talk needs a second dialogue, of other people", hint="raise dialogues to 2 or more")


def _nearest(number: int, size: int) -> Iterator[int]:
    """Other dialogues: the neighbour of the same pair, then those before, then those after."""
    neighbour = number ^ 1
    if neighbour < size:
        yield neighbour
    yield from (other for other in range(number - 1, -1, -1) if other != neighbour)
    yield from (other for other in range(number + 1, size) if other != neighbour)
