"""Logs written by hand: runs of one question, without a model and without a world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from vs_sim import seeds
from vs_sim.core.distribution import Candidate, Distribution, Draw, Reading, Select, Value
from vs_sim.core.event import Answered, Closed, Opened
from vs_sim.core.scenario import Compare
from vs_sim.log.run import Run
from vs_sim.log.store import Store

Law = Mapping[Any, float]
SCENARIO: Mapping[str, Any] = {
    "kind": "survey",
    "about": "A test.",
    "models": {"persona": {"backend": "standin"}},
    "roles": {"persuadee": {"model": "persona", "method": {"name": "vs_standard", "options": {}}}},
    "questions": {
        "donation": {"ask": "How much?", "of": "persuadee", "answer": {"amount": [0, 2]}, "when": "end"},
        "vote": {"ask": "Yes?", "of": "persuadee", "answer": {"options": ["Yes", "No"]}, "when": "end"},
        "why": {"ask": "Why?", "of": "persuadee", "answer": "text", "when": "end"},
    },
    "compare": {"donation": "persuasion_for_good/paid"},
}


def distribution(law: Law, reading: Reading = "exhaustive") -> Distribution:
    """Typed candidates, their weights stated as they are and used as shares."""
    typed = [Candidate(str(value), p, p, value) for value, p in law.items()]
    return Distribution(tuple(typed), reading=reading).normalised()


def logged(
    folder: Path,
    laws: Sequence[Law | Distribution],
    *,
    question: str = "donation",
    people: Sequence[str] | None = None,
    select: Select = "probability",
    failed: int = 0,
) -> Run:
    """A run of one dialogue per law, each with one answer at its end, and of dialogues that failed."""
    store = Store(folder)
    store.note(Opened(SCENARIO, 0, {}))
    for number, law in enumerate(laws):
        unit, person = f"{number:06d}", people[number] if people else f"person {number}"
        name = (unit, "end", "persuadee", question)
        found = law if isinstance(law, Distribution) else distribution(law)
        draw = Draw.make(found, select, seeds.uniform(0, name))
        store.note(Answered(name, "persuadee", question, True, None, "vs_standard", draw))
        decided: Mapping[str, Value] = {question: draw.value}
        cast = {"persuadee": {"person": person, "source": "test", "traits": {}}}
        store.note(Closed(unit, {"failed": None, "decisions": decided}, cast))
    for number in range(len(laws), len(laws) + failed):
        cast = {"persuadee": {"person": f"person {number}", "source": "test", "traits": {}}}
        store.note(Closed(f"{number:06d}", {"failed": "refused", "decisions": {}}, cast))
    store.close()
    return Run(folder)


def comparing(run: Run, compare: Mapping[str, str]) -> Run:
    """The same run, as if its scenario declared another comparison."""
    found = Run(run.folder)
    found.scenario = run.scenario.model_copy(update={"compare": Compare.model_validate(compare)})
    return found
