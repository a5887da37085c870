"""The contract of a corpus: conversations between people as published, and everything that is known of them.

A corpus is one folder, `corpora/NAME/`, whose module `NAME.py` registers a `CorpusDefinition`. All that is particular
to a corpus is in that folder: its reader, codings, figures, reference data, participants. Nothing else names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vs_sim.core.label import Label
from vs_sim.core.persona import Persona
from vs_sim.core.scenario import Scenario
from vs_sim.corpora.coded_task import CodedTask
from vs_sim.corpora.participants import ParticipantsTable
from vs_sim.corpora.reference_data import ReferenceData
from vs_sim.errors import StudyError
from vs_sim.registry import Registry


@dataclass(frozen=True)
class Line:
    """One turn of a conversation, exactly as typed."""

    role: str
    exchange: int
    """0-based."""
    text: str


@dataclass(frozen=True)
class EarlierAnswer:
    """A private answer before the end of a conversation."""

    question: str
    value: float
    exchange: int | None = None
    """After which exchange it was asked, 0-based; None before the first one."""


@dataclass(frozen=True)
class Conversation:
    """One conversation between people.

    Attributes:
        unit: Its name in the run.
        lines: What was said, in order; empty where no text was published.
        personas: Who took part, by role.
        decisions: What was answered after the conversation, by question, within the question's range.
        earlier: Private answers before or during the conversation, in order.
        facts: What else is known: raw values, dates, identifiers.
        labels: The labels of annotators, by coding; a coding without labels was coded and found empty.
    """

    unit: str
    lines: tuple[Line, ...]
    personas: Mapping[str, Persona]
    decisions: Mapping[str, float | str] = field(default_factory=dict)
    earlier: tuple[EarlierAnswer, ...] = ()
    facts: Mapping[str, str | float | bool | None] = field(default_factory=dict)
    labels: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """A corpus as read from its files.

    Attributes:
        name: Its registered name.
        script: The situation, the roles and the questions, as a scenario would declare them.
        conversations: In the order published.
        files: The files read, with their SHA-256.
    """

    name: str
    script: Scenario
    conversations: tuple[Conversation, ...]
    files: Mapping[str, str]


CorpusReader = Callable[[Path], Corpus]
ReferenceMaker = Callable[[Path], ReferenceData]


@dataclass(frozen=True)
class CorpusDefinition:
    """Everything that the rest of the package needs to know of a corpus.

    Attributes:
        name: Its registered name, also the first part of the names of its references.
        title: Its name in a sentence.
        read: From the folder of the published files to the corpus; None where what was published are no dialogues.
        coded: The codings of its dialogues and the figures made from them; None where none are defined.
        references: Name of a shipped reference to the function that reads its data from the published files.
        participants: How real participants are read from its table; None where it has none.
        context: Names of shipped printed figures of others on its task: shown with a comparison, never judged.
    """

    name: str
    title: str
    read: CorpusReader | None = None
    coded: CodedTask | None = None
    references: Mapping[str, ReferenceMaker] = field(default_factory=dict)
    participants: ParticipantsTable | None = None
    context: tuple[str, ...] = ()


CORPORA: Registry[CorpusDefinition] = Registry("corpus", "vs_sim.corpora", "{name}/{name}.py")


def register_corpus(definition: CorpusDefinition) -> CorpusDefinition:
    """Make a corpus known by its name."""
    return CORPORA.register(definition.name, definition)


def read_corpus(name: str, path: Path) -> Corpus:
    """Read a corpus of a known name.

    Args:
        name: A registered corpus.
        path: The folder with its files.

    Raises:
        UnknownName: No corpus has that name.
        StudyError: It has no dialogues.
        ScenarioError: A file is missing or has faults.
    """
    definition = CORPORA.get(name)
    if definition.read is None:
        known = ", ".join(each for each in CORPORA if CORPORA.get(each).read)
        message = f"{name} has no dialogues to import; corpora with dialogues: {known}"
        hint = f"compare with its reference data: {', '.join(definition.references)}"
        raise StudyError(message, hint=hint)
    return definition.read(path)
