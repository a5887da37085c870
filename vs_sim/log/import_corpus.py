"""Import of a corpus of human dialogues as a run, with the events of a simulation, so that everything works on both.

A turn is an answer with one candidate and probability 1, given by the method `human`. The facts of a conversation
are in its outcome, its labels in the file of codings next to the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from vs_sim.core.distribution import Candidate, Distribution, Draw
from vs_sim.core.event import Answered, Closed, Event, Opened
from vs_sim.core.label import text_fingerprint
from vs_sim.core.scenario import Scenario
from vs_sim.corpora.coding_scheme import ANNOTATORS
from vs_sim.corpora.corpus import Conversation, Corpus, EarlierAnswer
from vs_sim.errors import LogError
from vs_sim.log.labels import CodedDialogue, write_codings
from vs_sim.log.run import Run
from vs_sim.log.run_folders import begun
from vs_sim.log.store import Store

HUMAN = "human"
"""The method by which people answer."""


def write_corpus(corpus: Corpus, folder: Path) -> Run:
    """Write a corpus as a finished run.

    Args:
        corpus: The conversations.
        folder: A new run folder.

    Raises:
        LogError: The folder already holds a run, or cannot be written.
    """
    if begun(folder):
        raise LogError(f"{folder}: already holds a run", hint="choose another --out")
    store = Store(folder)
    store.note(Opened(corpus.script.model_dump(mode="json"), corpus.script.seed, {"vs-sim": version("vs-sim")}))
    for key, value in _facts(corpus).items():
        store.keep(key, value)
    for conversation in corpus.conversations:
        for event in _events(conversation, corpus.script):
            store.note(event)
    store.keep("state", "done")
    store.flush()
    store.close()
    _keep_labels(corpus, folder)
    return Run(folder)


def _facts(corpus: Corpus) -> dict[str, str]:
    files = {f"sha256 {name}": digest for name, digest in corpus.files.items()}
    return {"people": "true", "instrument_test": "false", "corpus": corpus.name, **files}


def _events(conversation: Conversation, script: Scenario) -> Iterator[Event]:
    unit = conversation.unit
    for line in conversation.lines:
        name = (unit, f"{line.exchange:03d}", line.role, "utterance")
        yield Answered(name, line.role, "utterance", False, line.exchange, HUMAN, _certain(line.text, None))
    for answer in conversation.earlier:
        yield _earlier(unit, answer, script)
    for question, value in conversation.decisions.items():
        role = script.questions[question].of
        name = (unit, "end", role, question)
        yield Answered(name, role, question, True, None, HUMAN, _certain(f"{value}", value))
    outcome = {"failed": None, "decisions": dict(conversation.decisions), "facts": dict(conversation.facts)}
    personas = {
        role: {"person": persona.person, "source": persona.source, "traits": dict(persona.traits)}
        for role, persona in conversation.personas.items()
    }
    yield Closed(unit, outcome, personas)


def _earlier(unit: str, answer: EarlierAnswer, script: Scenario) -> Answered:
    """A private answer before the first exchange or after one."""
    role, value = script.questions[answer.question].of, answer.value
    when = "start" if answer.exchange is None else f"{answer.exchange:03d}"
    name = (unit, when, role, answer.question)
    return Answered(name, role, answer.question, True, answer.exchange, HUMAN, _certain(f"{value}", value))


def _certain(text: str, value: float | str | None) -> Draw:
    return Draw(Distribution((Candidate(text, None, 1.0, value),)), "mode", 0.0, 0)


def _keep_labels(corpus: Corpus, folder: Path) -> None:
    codings = dict.fromkeys(coding for talk in corpus.conversations for coding in talk.labels)
    for coding in codings:
        coded = [
            CodedDialogue(talk.unit, talk.labels[coding], text_fingerprint(line.text for line in talk.lines))
            for talk in corpus.conversations
            if coding in talk.labels
        ]
        write_codings(folder, coding, ANNOTATORS, coded, version=corpus.name)
