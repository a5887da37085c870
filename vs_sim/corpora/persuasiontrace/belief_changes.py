"""How far beliefs moved towards the persuader's side, in both arms: the data behind the shipped references.

`change` and `control_change` hold all rounds. `…_text4` hold a subset that is nearest to the authors' main conditions
as far as the published columns tell: written rounds of four turns about propositions that the participant did not
choose. Distributions are of whole points, as simulated beliefs are, so that no file lists single answers; effects are
not rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from vs_sim.corpora.corpus import Conversation, ReferenceMaker
from vs_sim.corpora.persuasiontrace.belief_rounds import (
    AFTER,
    BEFORE,
    PERSUASIONTRACE,
    ROUNDS,
    SUPPORTS,
    TARGET,
    read_rounds,
)
from vs_sim.corpora.reference_data import TraitData, ValueData

ARM, CONTROL_ARM, PERSUASION_ARM = "arm", "control", "persuasion"
"""The column of the arm, and its levels."""
ARM_GAP = f"subgroup_gap@{ARM}={PERSUASION_ARM}"
"""The measure of the effect: the mean change with persuasion less that without."""
_POINTS = "points"
_DECIMALS = 2

_Condition = Callable[[Conversation], bool]


def change_of(round_: Conversation) -> float:
    """The change of the belief in points, positive towards the persuader's side."""
    before = next(answer.value for answer in round_.earlier if answer.question == BEFORE)
    side = 1 if round_.facts[SUPPORTS] else -1
    return round((float(round_.decisions[AFTER]) - before) * side, _DECIMALS) + 0.0


def arm_of(round_: Conversation) -> str:
    """The arm of a round."""
    return CONTROL_ARM if round_.facts["control"] else PERSUASION_ARM


def in_four_written_turns(round_: Conversation) -> bool:
    """Whether a round was written, had four turns, and was about a proposition that the participant did not choose."""
    facts = round_.facts
    four = facts["turn_limit"] == facts["minimum_turns"] == 4
    return four and not facts["audio"] and not facts["participant_proposition"]


def _chosen(folder: Path, condition: _Condition) -> tuple[list[float], list[str], list[str]]:
    """Changes, persons and arms of the rounds that meet a condition."""
    rounds = [one for one in read_rounds(folder).conversations if condition(one)]
    people = [one.personas[TARGET].person for one in rounds]
    return [change_of(one) for one in rounds], people, [arm_of(one) for one in rounds]


def _changes(condition: _Condition) -> ReferenceMaker:
    def data(folder: Path) -> ValueData:
        values, people, _ = _chosen(folder, condition)
        return ValueData([round(value) for value in values], people, "change", (ROUNDS,))

    return data


def _effect(condition: _Condition) -> ReferenceMaker:
    def data(folder: Path) -> TraitData:
        values, people, arms = _chosen(folder, condition)
        return TraitData(values, people, {ARM: arms}, "change", _POINTS, (ROUNDS,), (ARM_GAP,))

    return data


def _in(arm: str, condition: _Condition = lambda round_: True) -> _Condition:
    return lambda round_: arm_of(round_) == arm and condition(round_)


BELIEF_REFERENCES: Mapping[str, ReferenceMaker] = {
    f"{PERSUASIONTRACE}/change": _changes(_in(PERSUASION_ARM)),
    f"{PERSUASIONTRACE}/change_text4": _changes(_in(PERSUASION_ARM, in_four_written_turns)),
    f"{PERSUASIONTRACE}/control_change": _changes(_in(CONTROL_ARM)),
    f"{PERSUASIONTRACE}/control_change_text4": _changes(_in(CONTROL_ARM, in_four_written_turns)),
    f"{PERSUASIONTRACE}/effect": _effect(lambda round_: True),
    f"{PERSUASIONTRACE}/effect_text4": _effect(in_four_written_turns),
}
"""Name of a shipped reference to how its data are read from the published files."""
