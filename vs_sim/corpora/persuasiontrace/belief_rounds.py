"""The rounds of PersuasionTrace as a corpus: private beliefs before, during and after, with the control arm.

Beliefs are agreement with a proposition, published in [0, 1] and read in points from 0 to 100, rounded to 0.01; the
published values are kept as facts. In the control arm the questions during the round are about another proposition, the
one talked about: they are left out, and only their number is kept.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

from vs_sim.core.answers.amount import Amount
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.persona import Persona
from vs_sim.core.question import Choice, Question
from vs_sim.core.scenario import Role, Scenario
from vs_sim.corpora.corpus import Conversation, Corpus, EarlierAnswer
from vs_sim.corpora.published_records import PublishedRecord, published_file, read_records

PERSUASIONTRACE = "persuasiontrace"
ROUNDS = "rounds.csv"
PERSUADER, TARGET = "persuader", "target"
BEFORE, DURING, AFTER = "belief_before", "belief_during", "belief"
"""The questions about the belief."""
SUPPORTS = "persuader_supports"
"""The fact that says whether the persuader argued for the proposition."""
POINTS = 100.0
_DECIMALS = 2
_YES_NO = {"0": "no", "1": "yes"}
_FLAGS = ("control", "timed_out", "ended_by_target", "participant_proposition", "audio", SUPPORTS)
_LIMITS = ("turn_limit", "minimum_turns", "messages")
_NUMBERS = ("initial_belief", "final_belief")
_COLUMNS = ("dialogue", "file_date", "person", *_FLAGS, *_LIMITS, *_NUMBERS, "mid_beliefs")


def read_rounds(path: Path) -> Corpus:
    """The corpus from the folder that holds `rounds.csv`.

    Raises:
        ScenarioError: The file is missing or has faults.
    """
    file = published_file(path, ROUNDS, ROUNDS)
    rounds = tuple(_round(record) for record in read_records(file, _COLUMNS))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return Corpus(PERSUASIONTRACE, _script(), rounds, {file.name: digest})


def _script() -> Scenario:
    """The situation and the questions, in the words of a scenario."""
    role = Role(model="people", method=Choice(name="human"), select="mode")
    ask = "How far do you agree with the proposition?"
    answer = Amount(amount=(0, POINTS), step=10**-_DECIMALS, unit="points")
    return Scenario(
        kind="people",
        title="PersuasionTrace: the people",
        about="A person talks with a language model about a proposition. The model argues for or against it, or, in "
        "the control arm, talks about another proposition.",
        models={"people": ModelEntry(backend="human")},
        roles=dict.fromkeys((PERSUADER, TARGET), role),
        questions={
            BEFORE: Question(ask=ask, answer=answer, of=TARGET, private=True, when="start"),
            DURING: Question(ask=ask, answer=answer, of=TARGET, private=True, when="every_exchange"),
            AFTER: Question(ask=ask, answer=answer, of=TARGET, private=True),
        },
    )


def _round(record: PublishedRecord) -> Conversation:
    flags = {name: record.meaning(name, _YES_NO) == "yes" for name in _FLAGS}
    initial, final = (_belief(record, name, record.number(name)) for name in _NUMBERS)
    during = [_belief(record, "mid_beliefs", _number(record, text)) for text in _probes(record)]
    asked = [EarlierAnswer(BEFORE, _points(initial))]
    if not flags["control"]:
        asked += [EarlierAnswer(DURING, _points(belief), exchange) for exchange, belief in enumerate(during)]
    facts: dict[str, str | float | bool | None] = {
        "file_date": record.cells["file_date"].strip(),
        **flags,
        **{name: record.number(name) for name in _LIMITS},
        "initial_belief": initial,
        "final_belief": final,
        "beliefs_asked_during": float(len(during)),
    }
    people = {PERSUADER: "language model", TARGET: record.cells["person"].strip()}
    return Conversation(
        unit=f"{record.whole('dialogue'):06d}",
        lines=(),
        personas={role: Persona(person, {}, f"corpus {PERSUASIONTRACE}") for role, person in people.items()},
        decisions={AFTER: _points(final)},
        earlier=tuple(asked),
        facts=facts,
    )


def _probes(record: PublishedRecord) -> list[str]:
    text = record.cells["mid_beliefs"].strip()
    return text.split(";") if text else []


def _number(record: PublishedRecord, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        message = f"mid_beliefs must be numbers separated by semicolons, found {text!r}"
        raise record.place.error(message) from error


def _belief(record: PublishedRecord, column: str, value: float | None) -> float:
    if value is None or math.isnan(value) or not 0 <= value <= 1:
        raise record.place.error(f"{column} must lie between 0 and 1, found {record.cells[column]!r}")
    return value


def _points(belief: float) -> float:
    return round(POINTS * belief, _DECIMALS)
