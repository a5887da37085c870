"""The labels that rules assign to the dialogues of a run: for marks at turns, and for filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vs_sim.corpora.coded_task import CodedTask
from vs_sim.corpora.coding_scheme import CODINGS, Given, Labels
from vs_sim.corpora.transcript import Transcript
from vs_sim.log.run import Run
from vs_sim.study.coding.run_corpus import coded_corpus, task_of
from vs_sim.study.coding.run_transcripts import transcripts_of


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


def coded_task(run: Run) -> CodedTask | None:
    """The codings of the task that a run is about; None where no corpus has any, or where one role speaks alone."""
    corpus = coded_corpus(run) if len(run.scenario.roles) > 1 else None
    return None if corpus is None else task_of(corpus)


def coded(run: Run) -> dict[str, Coded]:
    """Dialogue to the labels of the rules; where none apply to the task, only private answers count."""
    task = coded_task(run)
    return {each.unit: _coded(each, task) if task else _answers(each) for each in transcripts_of(run)}


def _answers(transcript: Transcript) -> Coded:
    changes = _moved(CODINGS.get("stance_change").by_rules(transcript, {}))
    return Coded(whole=changes, changes=changes)


def _moved(labels: Labels) -> tuple[str, ...]:
    return tuple(label.label for label in labels if not label.label.endswith("kept"))


def _coded(transcript: Transcript, task: CodedTask) -> Coded:
    said: dict[str, Labels] = {}
    for name in (*task.by_turn, *task.by_dialogue):
        said[name] = CODINGS.get(name).by_rules(transcript, said)
    changes, (coding, gap) = _moved(said[task.changes]), task.difference
    course = next((label.label for label in said[task.course]), "")
    found = {label.label for label in said[task.main]}
    kinds = tuple(kind for kind in task.kinds if kind in found)
    gaps = tuple(_gap(label.value) for label in said[coding] if label.label == gap and label.value)
    return Coded(_turns(said, task), (*([course] if course else []), *changes, *gaps), changes, course, kinds)


def _gap(value: float) -> str:
    return f"decides {abs(value):g} {'more' if value > 0 else 'less'} than last said"


def _turns(said: Given, task: CodedTask) -> dict[int, tuple[str, ...]]:
    """Turn to its marks: the labels of the main coding first, then those of the others, amounts last."""
    found: dict[int, dict[str, None]] = {}
    order = sorted(task.by_turn, key=lambda name: (name != task.main, CODINGS.get(name).valued))
    for name in order:
        valued = CODINGS.get(name).valued
        for label in said[name]:
            if label.turn is None or label.label in task.silent or (valued and label.value is None):
                continue
            mark = f"names {label.value:g}" if valued else label.label
            found.setdefault(label.turn, {})[mark] = None
    implied = CODINGS.get(task.main).implies
    return {turn: _strictest(labels, implied) for turn, labels in found.items()}


def _strictest(labels: Mapping[str, None], implies: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Without the wider labels that a narrower one implies."""
    implied = {wide for narrow in labels for wide in implies.get(narrow, ())}
    return tuple(label for label in labels if label not in implied)
