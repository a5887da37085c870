"""What a coder by rules says of every dialogue of a run: for marks beside turns, and for filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vs_sim.log.run import Run
from vs_sim.study.coding.scheme import CODINGS, Given, Labels
from vs_sim.study.coding.schemes.resistance import COMMITMENT, REFUSAL, REQUEST, RESERVE, RESISTANCE
from vs_sim.study.coding.transcript import Talk, talks_of
from vs_sim.study.comparison.measuring import declared

CORPUS = "persuasion_for_good"
"""The one corpus about whose task the rules know."""
WIDER = {REFUSAL: {RESISTANCE, RESERVE}, RESISTANCE: {RESERVE}}
KINDS = (REQUEST, REFUSAL, RESISTANCE, RESERVE, COMMITMENT)


@dataclass(frozen=True)
class Coded:
    """What is said of one dialogue.

    Attributes:
        turns: Turn to its labels, the strictest of those that nest.
        whole: Labels of the whole dialogue.
        changes: Of them, those that are changes of mind.
        course: Of them, the course from acts; empty where acts are not coded.
        kinds: Which kinds of turns the dialogue has.
    """

    turns: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    course: str = ""
    kinds: tuple[str, ...] = ()


def about_giving(run: Run) -> bool:
    """Whether the dialogues are about giving to the charity of PersuasionForGood, so that its rules apply."""
    named = declared(run).references.values()
    beside = any(name.startswith(f"{CORPUS}/") for name in named) or run.fact("corpus") == CORPUS
    return beside and len(run.scenario["roles"]) > 1


def coded(run: Run) -> dict[str, Coded]:
    """Dialogue to what the rules say of it; where they do not know the task, only private answers count."""
    giving = about_giving(run)
    return {talk.unit: _coded(talk, giving) for talk in talks_of(run)}


def _coded(talk: Talk, giving: bool) -> Coded:
    said: dict[str, Labels] = {"resistance": (), "stated_amount": ()}
    for name in ("acts", "stated_amount", "resistance", "trajectory", "say_do") if giving else ():
        said[name] = CODINGS.get(name).by_rules(talk, said)
    moved = CODINGS.get("mind_change").by_rules(talk, said)
    changes = tuple(label.label for label in moved if not label.label.endswith("kept"))
    course = next((label.label for label in said.get("trajectory", ())), "")
    held = {label.label for label in said["resistance"]}
    kinds = tuple(kind for kind in KINDS if kind in held)
    gap = tuple(_gap(label.value) for label in said.get("say_do", ()) if label.label == "gap" and label.value)
    return Coded(_turns(said), (*([course] if course else []), *changes, *gap), changes, course, kinds)


def _gap(value: float) -> str:
    return f"decides {abs(value):g} {'more' if value > 0 else 'less'} than last said"


def _turns(said: Given) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {}
    for label in said["resistance"]:
        if label.turn is not None:
            found.setdefault(label.turn, {})[label.label] = None
    for label in said.get("acts", ()):
        if label.turn is not None and label.label != "other":
            found.setdefault(label.turn, {})[label.label] = None
    for label in said["stated_amount"]:
        if label.turn is not None and label.value is not None:
            found.setdefault(label.turn, {})[f"names {label.value:g}"] = None
    return {turn: _strictest(labels) for turn, labels in found.items()}


def _strictest(labels: Mapping[str, None]) -> tuple[str, ...]:
    """Without the wider labels that a narrower one implies."""
    implied = {wide for narrow in labels for wide in WIDER.get(narrow, ())}
    return tuple(label for label in labels if label not in implied)
