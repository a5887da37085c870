"""Chat messages for training, a dialogue a line: the role that is studied speaks as the assistant.

The assistant is the role that the first question compared with people is put to, else the last role: in a persuasion
the persuadee. Its persona is in the system message; whoever else speaks is the user. Failed dialogues are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vs_sim.export.format import ExportSource, format_, jsonable, lines
from vs_sim.log.run import Run
from vs_sim.study.comparison.outcomes import primary

_NOT_PROMPTED = ("person", "source")
"""Columns of a persona that are not prompted."""


@format_("chat")
def _write(source: ExportSource, out: Path) -> list[Path]:
    """One file, `messages.jsonl`."""
    texts = (
        json.dumps({**source.columns.get(cell, {}), **dialogue}, ensure_ascii=False)
        for cell, run in source.runs.items()
        for dialogue in _dialogues(run)
    )
    return [lines(out / "messages.jsonl", texts)]


def assistant_of(run: Run) -> str:
    """The role that speaks as the assistant."""
    head = primary(run)
    return run.scenario.questions[head[0]].of if head else list(run.scenario.roles)[-1]


def _dialogues(run: Run) -> Iterator[dict[str, Any]]:
    """Every completed dialogue: `unit`, `messages`, and `decisions`, the answers at its end."""
    speaks = assistant_of(run)
    personas = run.personas[run.personas["role"] == speaks].set_index("unit")
    completed = run.dialogues[run.dialogues["failed"].isna()].set_index("unit")
    questions = [name for name in run.scenario.questions if name in completed.columns]
    for unit, turns in run.turns[run.turns["unit"].isin(completed.index)].groupby("unit", sort=True):
        spoken = [(role == speaks, str(words)) for role, words in zip(turns["role"], turns["text"], strict=True)]
        system = {"role": "system", "content": _told(run, speaks, personas.loc[unit].dropna().to_dict())}
        messages = [system, *_merged(spoken)]
        decisions = {name: value for name in questions if (value := completed.loc[str(unit), name]) is not None}
        yield {"unit": unit, "messages": messages, "decisions": jsonable(decisions)}


def _told(run: Run, role: str, persona: Mapping[Any, Any]) -> str:
    """The system message: the situation, the brief and who this is."""
    facts = [f"{name}: {value}" for name, value in persona.items() if name not in _NOT_PROMPTED and name != "role"]
    known = [fact for fact in facts if not fact.startswith("own.")]
    parts = [run.scenario.about.strip(), run.scenario.roles[role].brief.strip()]
    return "\n\n".join([*filter(None, parts), *(["\n".join(["You are this person.", *known])] if known else [])])


def _merged(spoken: list[tuple[bool, str]]) -> list[dict[str, str]]:
    """Messages in which user and assistant take turns: turns of one side in a row become one message."""
    found: list[dict[str, str]] = []
    for own, words in spoken:
        role = "assistant" if own else "user"
        if found and found[-1]["role"] == role:
            found[-1]["content"] += f"\n\n{words}"
        else:
            found.append({"role": role, "content": words})
    return found
