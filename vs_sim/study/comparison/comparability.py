"""Whether what a scenario compares can be compared: the references exist, and they speak of such answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vs_sim.core.persona import value_text
from vs_sim.core.question import Question
from vs_sim.core.scenario import Compare, Scenario
from vs_sim.errors import Fault, ScenarioError, StudyError, UnknownName, did_you_mean
from vs_sim.files.schema_faults import found, unknown_key, unknown_name
from vs_sim.files.strict_yaml import DataPath, Document
from vs_sim.study.data.published_figures import moment_names
from vs_sim.study.data.reference import Reference, load_reference, reference_names
from vs_sim.study.measure import find_measure

_UTTERANCE = "utterance"
"""What a turn answers, which is no question of the scenario's own."""


def comparison_faults(document: Document, questions: Mapping[str, Any], folder: Path) -> Iterator[Fault]:
    """Every fault of `compare:` but those of its form, which the schema tells.

    Args:
        document: The scenario.
        questions: Its questions, as far as they are mappings.
        folder: Where reference files are looked for.
    """
    written = document.data.get("compare")
    if not isinstance(written, dict):
        return
    compared = {key: value for key, value in written.items() if key not in Compare.model_fields}
    for question, name in compared.items():
        path = ("compare", question)
        if question not in questions and question != _UTTERANCE:
            if isinstance(document.data.get("questions"), dict | None):
                yield unknown_key(document, path, [*questions, *Compare.model_fields])
        elif not isinstance(name, str):
            yield document.fault(path, f"expected the name of a reference, found {found(name)}")
        else:
            yield from _reference(document, path, name, questions.get(question), folder)
    yield from _primary(document, written.get("primary"), compared)
    yield from _effect(document, written.get("effect"), questions)


def _effect(document: Document, written: Any, questions: Mapping[str, Any]) -> Iterator[Fault]:
    """Questions and references of an effect that do not exist."""
    known = {"treated": reference_names(), "control": reference_names(), "difference": moment_names()}
    for key, name in written.items() if isinstance(written, dict) else ():
        path = ("compare", "effect", key)
        if not isinstance(name, str) or name.endswith(".json"):
            continue
        if key in ("before", "after") and name not in questions:
            yield unknown_name(document, path, "question", name, questions)
        if key in known and name not in known[key]:
            yield unknown_name(document, path, "reference", name, known[key])


def _reference(document: Document, path: DataPath, name: str, question: Any, folder: Path) -> Iterator[Fault]:
    """The faults of one reference, by its name or its file."""
    if name in moment_names():
        message = f"{name} holds printed figures, which are no distribution of answers"
        yield document.fault(path, message, hint=f"read them with vs-sim show reference {name}")
        return
    try:
        reference = load_reference(folder / name if name.endswith(".json") else name)
    except UnknownName:
        yield unknown_name(document, path, "reference", name, reference_names())
    except StudyError as error:
        yield document.fault(path, str(error), hint=error.hint)
    except ScenarioError as error:
        yield from error.faults
    else:
        if objection := mismatch(question, reference):
            yield document.fault(path, objection, hint="compare it with a reference of such answers")


def unit_warnings(document: Document, scenario: Scenario, folder: Path) -> Iterator[Fault]:
    """Amounts that are counted in another unit than those they are compared with, or only called otherwise."""
    for key, name in scenario.compare.references.items():
        reference = load_reference(folder / name if name.endswith(".json") else name)
        unit = scenario.questions[key].answer.unit_name if key in scenario.questions else ""
        if unit and reference.unit not in ("", unit):
            message = f"{reference.id} counts {reference.unit}, and this question asks for an amount in {unit!r}"
            yield document.fault(("compare", key), message, hint="make sure that they are the same")


def mismatch(written: Any, reference: Reference) -> str | None:
    """Why answers to a question cannot be compared with a reference; None when they can, or when it has other faults.

    Args:
        written: The question, as it stands in the scenario.
        reference: What it is compared with.
    """
    try:
        answer = Question.model_validate(written).answer
    except ValidationError:
        return None
    low, high = min(reference.values), max(reference.values)
    holds = f"{reference.id} holds values from {value_text(low)} to {value_text(high)} {reference.unit}".rstrip()
    if reference.levels:
        if answer.numeric:
            return f"{reference.id} holds answers in words, and this question asks for a number"
        if answer.levels and not set(answer.levels) & set(reference.levels):
            return f"none of the options is an answer in {reference.id}: {', '.join(reference.levels[:5])}, …"
        return None
    if answer.span:
        least, most = answer.span
        fits = least <= low and high <= most and not (reference.unit and not answer.unit_name)
    else:
        fits = bool(answer.levels)
    return None if fits else f"{holds}, and this question asks for {answer.described}"


def _primary(document: Document, primary: Any, compared: Mapping[str, Any]) -> Iterator[Fault]:
    question, dot, measure = primary.partition(".") if isinstance(primary, str) else ("", "", "")
    if not dot or not question or not measure:
        return
    path = ("compare", "primary")
    if question not in compared:
        message = f"primary compares {question!r}, for which compare: names no reference"
        yield document.fault(path, message, hint=did_you_mean(question, compared))
    try:
        if (shape := find_measure(measure).shape) != "samples":
            hint = "name one of single answers, such as ks"
            yield document.fault(path, f"measure {measure!r} compares {shape}, not single answers", hint=hint)
    except (UnknownName, StudyError) as error:
        yield document.fault(path, str(error), hint=error.hint)
