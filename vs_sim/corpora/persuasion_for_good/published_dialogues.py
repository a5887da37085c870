"""The published files of PersuasionForGood as a corpus: dialogues, participants, payments, annotations.

A dialogue's unit is the number of its first row in `full_dialog.csv`, six digits: the conversation id that ConvoKit
and the Verbalized Sampling paper use. The amount paid is the answer to the private question `donation`, clipped at
the $2 that could be given; the amount as recorded is the fact `paid`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from vs_sim.core.answers.amount import Amount
from vs_sim.core.label import Label
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.persona import Persona, Trait
from vs_sim.core.question import Choice, Question
from vs_sim.core.scenario import Role, Scenario
from vs_sim.corpora.corpus import Conversation, Corpus, Line
from vs_sim.corpora.persuasion_for_good.participant_traits import TRAIT_DECIMALS, TRAIT_LABELS, YOUNGEST
from vs_sim.corpora.persuasion_for_good.task_facts import (
    ANNOTATED,
    DIALOGUE,
    DIALOGUES,
    ENDOWMENT,
    FLAGGED,
    INTENDED,
    NAME,
    PAID,
    PEOPLE,
    PERSON,
    PERSUADEE,
    ROLE,
    ROLES,
    TITLE,
    TRAIT,
    period,
)
from vs_sim.corpora.published_records import PublishedRecord, published_file, read_records
from vs_sim.files.source_text import Place, Source

_NEEDED = f"{DIALOGUES} and {PEOPLE}"
_WHOLE = frozenset(trait for trait, label in TRAIT_LABELS.items() if label.startswith(("value:", "age", "income")))
"""Traits that are whole numbers."""


def read_dialogues(path: Path) -> Corpus:
    """The corpus from the folder of its files.

    `full_dialog.csv` and `full_info.csv` as published; sentence labels come along from every file
    `annotated_dialog*.csv` (or `300_dialog.csv`), intended donations from `annotated_info*.csv` (`300_info.csv`).

    Raises:
        ScenarioError: A file is missing or has faults.
    """
    used = [
        published_file(path, DIALOGUES, _NEEDED),
        published_file(path, PEOPLE, _NEEDED),
        *_found(path, ANNOTATED),
        *_found(path, INTENDED),
    ]
    people = {
        (r.cells[DIALOGUE], r.meaning(ROLE, ROLES)): r for r in read_records(used[1], (DIALOGUE, PERSON, ROLE, PAID))
    }
    notes = _notes(path)
    dialogues = []
    rows = enumerate(read_records(used[0], ("Unit", "Turn", ROLE, DIALOGUE)))
    for dialogue, group in groupby(rows, key=lambda row: row[1].cells[DIALOGUE]):
        numbered = list(group)
        lines = tuple(row for _, row in numbered)
        dialogues.append(_conversation(f"{numbered[0][0]:06d}", lines, people, notes.pop(dialogue, None)))
    _complete(dialogues, notes, Place(Source(str(used[0]), "")))
    return Corpus(NAME, _script(), tuple(dialogues), {file.name: _sha256(file) for file in used})


def _script() -> Scenario:
    """The situation as the participants knew it, in the words of a scenario."""
    role = Role(model="people", method=Choice(name="human"), select="mode")
    return Scenario(
        kind="people",
        title=f"{TITLE}: the people",
        about="Two workers on an online platform talk in a chat. One has been asked to persuade the other to give part "
        "of the payment for the task to the charity Save the Children.",
        models={"people": ModelEntry(backend="human")},
        roles=dict.fromkeys(ROLES.values(), role),
        questions={
            "donation": Question(
                ask="How much of your $2 do you donate to Save the Children?",
                answer=Amount(amount=(0, ENDOWMENT), step=0.01, unit="USD"),
                of=PERSUADEE,
                private=True,
            )
        },
    )


@dataclass
class _Notes:
    """What annotators said about one dialogue."""

    sentences: list[PublishedRecord] = field(default_factory=list)
    intended: float | None = None


def _found(path: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted({file for pattern in patterns for file in path.glob(pattern)})


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _notes(path: Path) -> dict[str, _Notes]:
    """The annotations by dialogue; where two files hold the same dialogue, the first file counts."""
    notes: dict[str, _Notes] = {}
    for file in _found(path, ANNOTATED):
        known = set(notes)
        for record in read_records(file, (DIALOGUE, ROLE, "Turn", "Unit", "er_label_1", "ee_label_1")):
            if record.cells[DIALOGUE] not in known:
                notes.setdefault(record.cells[DIALOGUE], _Notes()).sentences.append(record)
    for file in _found(path, INTENDED):
        for record in read_records(file, (DIALOGUE, ROLE, "B5")):
            if record.meaning(ROLE, ROLES) == PERSUADEE and record.cells[DIALOGUE] in notes:
                notes[record.cells[DIALOGUE]].intended = record.number("B5")
    return notes


def _conversation(
    unit: str,
    records: tuple[PublishedRecord, ...],
    people: Mapping[tuple[str, str], PublishedRecord],
    notes: _Notes | None,
) -> Conversation:
    dialogue = records[0].cells[DIALOGUE]
    lines = tuple(Line(r.meaning(ROLE, ROLES), r.whole("Turn"), r.cells["Unit"]) for r in records)
    rows = {}
    for role in ROLES.values():
        if (dialogue, role) not in people:
            raise records[0].place.error(f"{PEOPLE} has no {role} of dialogue {dialogue}")
        rows[role] = people[dialogue, role]
    paid = {role: row.number(PAID) for role, row in rows.items()}
    decided = paid[PERSUADEE]
    facts: dict[str, str | float | bool | None] = {
        "dialogue": dialogue,
        "period": period(dialogue),
        "flagged": dialogue.startswith(FLAGGED),
        "paid": decided,
        "persuader_paid": paid["persuader"],
    }
    return Conversation(
        unit=unit,
        lines=lines,
        personas={role: _persona(row) for role, row in rows.items()},
        decisions={} if decided is None else {"donation": min(max(decided, 0.0), ENDOWMENT)},
        facts=facts,
        labels=_labels(lines, notes) if notes else {},
    )


def _persona(row: PublishedRecord) -> Persona:
    traits = {trait: value for trait in TRAIT_LABELS if (value := _trait(row, trait)) is not None}
    return Persona(row.cells[PERSON], traits, f"corpus {NAME}")


def _trait(row: PublishedRecord, trait: str) -> Trait | None:
    """What a person said of themselves; None where they did not or where it is a typing error."""
    text = row.cells.get(f"{trait}{TRAIT}", "").strip()
    if not text:
        return None
    if not re.fullmatch(r"[\d.]+", text):
        return text
    number = row.number(f"{trait}{TRAIT}")
    if number is None or (trait == "age" and number < YOUNGEST):
        return None
    return int(number) if trait in _WHOLE else round(number, TRAIT_DECIMALS)


def _labels(lines: tuple[Line, ...], notes: _Notes) -> dict[str, tuple[Label, ...]]:
    """The act of every sentence, and the intended donation of the whole dialogue.

    The second act that one sentence in 300 carries is left out, as in the published counts.
    """
    turns = {(line.exchange, line.role): turn for turn, line in enumerate(lines)}
    acts: list[Label] = []
    parts: dict[int, int] = {}
    for record in notes.sentences:
        place = (record.whole("Turn"), record.meaning(ROLE, ROLES))
        if place not in turns:
            raise record.place.error(f"{DIALOGUES} has no turn {place[0]} of the {place[1]} in this dialogue")
        turn = turns[place]
        part = parts[turn] = parts.get(turn, -1) + 1
        name = record.cells["er_label_1"].strip() or record.cells["ee_label_1"].strip()
        acts += [Label(name, turn, part)] if name else []
    amount = () if notes.intended is None else (Label("amount", value=notes.intended),)
    return {"acts": tuple(acts), "stated_amount": amount}


def _complete(dialogues: list[Conversation], left: Mapping[str, _Notes], place: Place) -> None:
    if left:
        raise place.error(f"annotated dialogue {next(iter(left))} is not in {DIALOGUES}")
    if len({each.facts["dialogue"] for each in dialogues}) < len(dialogues):
        raise place.error("the rows of a dialogue are not consecutive", hint="give the file as it was published")
