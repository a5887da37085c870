"""One question put to one model, without a scenario: the same path as in a run, but nothing is kept on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from vs_sim.core.answer_type import ANSWER_TYPES
from vs_sim.core.bar_table import shortened, single_line
from vs_sim.core.distribution import Distribution, Draw, Select
from vs_sim.core.event import Failed
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.persona import Persona
from vs_sim.core.question import Choice, Question
from vs_sim.core.scenario import Role, Scenario
from vs_sim.elicitation.method import METHODS
from vs_sim.errors import Paused, ScenarioError, Unanswered, Unreachable, VsSimError
from vs_sim.files.overrides import overrides
from vs_sim.files.schema_faults import read_part
from vs_sim.files.source_text import Source
from vs_sim.files.strict_yaml import Document, parse_yaml
from vs_sim.llm.backend import BACKENDS, Backend, require_ready
from vs_sim.llm.flow import Flow
from vs_sim.llm.gateway import Gateway
from vs_sim.llm.ledger import MemoryLedger
from vs_sim.llm.model_name import named_entry
from vs_sim.seeds import uniform
from vs_sim.study.data.frequencies import Frequencies
from vs_sim.world.kind import Encounter
from vs_sim.world.role_player import DialogueMoment, speakers

ROLE, KEY, MODEL = "respondent", "answer", "model"
ABOUT = "One question is put to one person."
_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True)
class AskOptions:
    """What else may be said about a question that is asked once.

    Attributes:
        answer: As in a scenario: `text`, or `{"amount": [0, 2]}`, `{"scale": [1, 7]}`, `{"options": ["Yes", "No"]}`.
        select: How an answer is drawn from the distribution.
        seed: Every draw, and every provider seed, is derived from it.
        sets: Changes, each `path=value`: `model.temperature=0.7`, `method.definition=nll`, `question.outside=clip`.
        backend: A ready-made backend instead of the model's own.
    """

    answer: Any = "text"
    select: Select = "probability"
    seed: int = 0
    sets: Sequence[str] = ()
    backend: Backend | None = None


def ask(
    prompt: str,
    method: str = "vs_standard",
    k: int | Literal["model"] | None = 5,
    model: str = "standin",
    options: AskOptions | None = None,
) -> Distribution:
    """Ask one question once: the distribution of answers that a model gives, drawn as a small table with bars.

    Args:
        prompt: The question.
        method: A registered method, such as `vs_standard` or `direct`.
        k: How many answers, or `model`; None for the method's own default. `direct` and `cot` give one.
        model: `standin`, or a model's name, such as `gpt-4.1` or `ollama_chat/llama3.2`.
        options: A typed answer, the seed, and changes such as `model.temperature=0.7`.

    Raises:
        Unanswered: No readable answer came, however often it was asked again.
        Unreachable: The model could not be reached.
        UnknownName: There is no such method.
        ScenarioError: The question cannot be asked like this.
    """
    found = frequencies(prompt, method, k, model, options=options)
    return found.draws[0].distribution


def frequencies(
    prompt: str,
    method: str = "vs_standard",
    k: int | Literal["model"] | None = 5,
    model: str = "standin",
    *,
    repeat: int = 1,
    options: AskOptions | None = None,
) -> Frequencies:
    """Ask one question many times and draw each time: frequencies, entropy, effective outcomes, coverage.

    Args:
        prompt: The question; it and the next three are as in `ask`.
        method: A registered method.
        k: How many answers each time.
        model: Who is asked.
        repeat: How often, at least once; each time has draws and a provider seed of its own.
        options: As in `ask`.

    Raises:
        Unanswered: Not once a readable answer came.
        Unreachable: The model could not be reached.
        UnknownName: There is no such method.
        ScenarioError: The question cannot be asked like this.
    """
    asked = inquiry(prompt, method, k, model, options or AskOptions())
    outcome = put(asked, repeat)
    if not outcome.draws:
        raise outcome.unanswered[0]
    missing = len(outcome.unanswered)
    return Frequencies(outcome.draws, asked.question, method, model, missing, outcome.usd)


@dataclass(frozen=True)
class Inquiry:
    """A question, how it is asked, and whom: everything checked."""

    scenario: Scenario
    backend: Backend | None = None

    @property
    def question(self) -> Question:
        """The one question."""
        return self.scenario.questions[KEY]


@dataclass(frozen=True)
class QuestionOutcome:
    """What came of asking: draws, and the times when no readable answer came."""

    draws: tuple[Draw, ...]
    unanswered: tuple[Unanswered, ...]
    usd: float | None


def inquiry(prompt: str, method: str, k: int | str | None, model: str, options: AskOptions) -> Inquiry:
    """A question as it will be asked.

    Args:
        prompt: The question.
        method: A registered method.
        k: How many answers, or `model`; None for the method's own; nothing to methods that give one answer.
        model: `standin`, or a model's name.
        options: What else is said.

    Raises:
        UnknownName: There is no such method or backend.
        ScenarioError: Something is not as its schema wants it; all faults of that part are listed.
    """
    schema = METHODS.get(method).options
    who = named_entry(model)
    how = {"k": k} if k is not None and "k" in schema.model_fields else {}
    what = {"ask": prompt, "answer": options.answer, "of": ROLE}
    document = _written({"question": what, "method": how, "model": who}, options.sets)
    choice, entry = _read(document, "method", schema), _read(document, "model", ModelEntry)
    if options.backend is None:
        _read(document, "model", BACKENDS.get(entry.backend).options, ModelEntry)
    scenario = Scenario(
        kind="ask",
        about=ABOUT,
        models={MODEL: entry},
        roles={ROLE: Role(model=MODEL, method=Choice(name=method, options=choice.model_dump()), select=options.select)},
        questions={KEY: _read(document, "question", Question)},
        seed=options.seed,
    )
    return Inquiry(scenario, options.backend)


def model_entry(model: str, sets: Sequence[str] = ()) -> ModelEntry:
    """A model that is asked outside of a scenario, with changes such as `model.api_base=…`.

    Raises:
        UnknownName: There is no such backend.
        ScenarioError: Something is not as its schema wants it.
    """
    document = _written({"model": named_entry(model)}, sets)
    entry = _read(document, "model", ModelEntry)
    _read(document, "model", BACKENDS.get(entry.backend).options, ModelEntry)
    return entry


def _written(parts: Mapping[str, Mapping[str, Any]], sets: Sequence[str]) -> Document:
    """What was said as a document of one line per part, so that faults have places, and with every change."""
    lines = (f"{part}: {json.dumps(said, ensure_ascii=False)}" for part, said in parts.items())
    document = overrides(parse_yaml(Source("ask", "\n".join(lines) + "\n")), sets)
    if unknown := sorted(set(document.data) - set(parts)):
        hint = f"a change begins with one of: {', '.join(parts)}"
        raise ScenarioError([document.fault((unknown[0],), f"nothing to set at {unknown[0]!r}", key=True, hint=hint)])
    return document


def _read(document: Document, part: str, schema: type[_M], other: type[BaseModel] | None = None) -> _M:
    """A part as its schema reads it; keys that the other schema reads are left to that one.

    Raises:
        ScenarioError: The schema objects.
    """
    data = {key: value for key, value in document.data[part].items() if not other or key not in other.model_fields}
    found, faults = read_part(document, (part,), data, (schema, other) if other else (schema,))
    if found is None or faults:
        raise ScenarioError(faults)
    return found


def answer_of(written: Mapping[str, str | None]) -> Any:
    """The type of an answer from what was typed on a line: `0,2` for an amount or a scale, `Yes,No` for options.

    Args:
        written: Keys of types of answer, at most one of them not None; a text when all are. Under the key `answer`
            a type may be written as in a scenario: `{scale: [1, 7]}`.

    Raises:
        VsSimError: More than one is given, or one is not a list of its kind.
        ScenarioError: What stands under `answer` is no YAML.
    """
    given = {kind: text for kind, text in written.items() if text is not None}
    if len(given) > 1:
        raise VsSimError(f"an answer has one type, not {' and '.join(given)}")
    for kind, text in given.items():
        if kind == "answer":
            return parse_yaml(Source("--answer", f"answer: {text}\n")).data["answer"]
        try:
            return ANSWER_TYPES.get(kind).from_line(text)
        except ValueError:
            raise VsSimError(
                f"--{kind} {text!r} cannot be read", hint=f"write --{kind} 1,7 or --options Yes,No"
            ) from None
    return "text"


def put(asked: Inquiry, repeat: int = 1) -> QuestionOutcome:
    """Put the question, as often as wanted; every time with draws and provider seeds of its own.

    Args:
        asked: The question as it is asked.
        repeat: Times, independent of each other.

    Raises:
        Unreachable: The model could not be reached; nothing is kept.
    """
    entry, ledger = asked.scenario.models[MODEL], MemoryLedger()
    if asked.backend is None:
        require_ready(BACKENDS.get(entry.backend)(entry), f"model {entry.model or entry.backend}")
    backends = None if asked.backend is None else {MODEL: asked.backend}
    gateway = Gateway(asked.scenario.models, ledger, seed=asked.scenario.seed, backends=backends)
    try:
        found = gateway.run(_answered(asked, ledger, number) for number in range(repeat))
    except Paused as stop:
        raise Unreachable(str(stop), hint="nothing was kept; what should survive belongs in a scenario") from stop
    finally:
        gateway.close()
    costs = [event.reply.usd for event in ledger.asked.values()]
    known = [cost for cost in costs if cost is not None]
    return QuestionOutcome(
        tuple(one for one in found if isinstance(one, Draw)),
        tuple(one for one in found if isinstance(one, Unanswered)),
        sum(known) if len(known) == len(costs) else None,
    )


def _answered(asked: Inquiry, ledger: MemoryLedger, number: int) -> Flow[Draw | Unanswered]:
    """One time of asking: a dialogue of one speaker and one answer."""
    scenario = asked.scenario
    personas = {ROLE: Persona("nobody in particular")}
    encounter = Encounter(
        f"{number:06d}", scenario, personas, ledger.note, draws=lambda name: uniform(scenario.seed, name)
    )
    speaker = speakers(encounter)[ROLE]
    try:
        return (yield from speaker.answer(KEY, asked.question, (), DialogueMoment(("ask",), "")))
    except Unanswered as error:
        written = [event.raw for event in ledger.events if isinstance(event, Failed) and event.unit == encounter.unit]
        error.hint = f"the last answer was {shortened(single_line(written[-1]))!r}" if any(written[-1:]) else None
        return error
