"""A scenario is read in one pass, and every fault in it is reported: by the schema, and by the registries of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vs_sim.core.model_entry import RULE, ModelEntry
from vs_sim.core.question import Choice
from vs_sim.core.scenario import Compare, Scenario
from vs_sim.corpora.participants_table import participants_faults
from vs_sim.elicitation.method import METHODS
from vs_sim.elicitation.prompts.template_checks import prompt_faults
from vs_sim.elicitation.prompts.templates import shipped
from vs_sim.errors import Fault, ScenarioError, did_you_mean
from vs_sim.files.extends import read_scenario
from vs_sim.files.json_schema import editor_schema
from vs_sim.files.locate import find_scenario
from vs_sim.files.overrides import Setting, override
from vs_sim.files.schema_faults import read_part, unknown_key, unknown_name
from vs_sim.files.strict_yaml import DataPath, Document
from vs_sim.files.yaml_comments import lost_words
from vs_sim.llm.backend import BACKENDS
from vs_sim.personas.persona_checks import persona_faults
from vs_sim.simulation.method_checks import method_faults
from vs_sim.study.comparison.comparability import comparison_faults, unit_warnings
from vs_sim.world.condition_checks import condition_faults
from vs_sim.world.dialogue import GO_ON, UTTERANCE
from vs_sim.world.kind import KINDS

_NAME = re.compile(r"\w[\w-]*")
_PROVIDER_MODEL = re.compile(r"[^/\s]+/\S+")


@dataclass(frozen=True)
class Loaded:
    """A scenario without faults, and where it was read."""

    scenario: Scenario
    """Of its kind's own schema."""
    document: Document
    path: Path
    warnings: tuple[Fault, ...] = ()
    """What may be meant, and may be a mistake."""

    @property
    def data(self) -> dict[str, Any]:
        """The scenario as it was written, overrides applied."""
        return self.document.data


def load_scenario(name_or_path: str | Path, sets: Sequence[str] = ()) -> Loaded:
    """A scenario by its shipped name or its path, with overrides `path=value`.

    Raises:
        UnknownName: There is no such scenario.
        ScenarioError: It has faults; every one of them is listed, in the order of the file.
    """
    path = find_scenario(name_or_path)
    return check_scenario(read_scenario(path), path, sets)


def check_scenario(document: Document, path: Path, sets: Sequence[str | Setting] = ()) -> Loaded:
    """The scenario in a document that was read from a path, with overrides.

    Raises:
        ScenarioError: It has faults; every one of them is listed, in the order of the file.
    """
    faults: list[Fault] = []
    for text in sets:
        try:
            document = override(document, text)
        except ScenarioError as error:
            faults += error.faults
    scenario, objections = _scenario(document)
    names = _Names(document, path.parent)
    faults += [*objections, *names.faults()]
    prompts = list(prompt_faults(document))
    faults += [fault for fault, warning in prompts if not warning]
    if scenario is None or faults:
        raise ScenarioError(_in_order(faults, document))
    if faults := list(method_faults(document, scenario)):
        raise ScenarioError(_in_order(faults, document))
    units = unit_warnings(document, scenario, path.parent)
    lost = lost_words(document.source)
    warnings = _in_order([*(fault for fault, _ in prompts), *units, *lost], document)
    return Loaded(scenario, document, path, tuple(warnings))


def _scenario(document: Document) -> tuple[Scenario | None, list[Fault]]:
    kind = document.data.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        own = KINDS.get(kind)
        scenario, faults = read_part(document, (), document.data, (own.schema,))
        return scenario, [*faults, *own.faults(document)]
    shared = {key: value for key, value in document.data.items() if key in Scenario.model_fields}
    scenario, faults = read_part(document, (), shared, (Scenario,))
    known = dict.fromkeys(key for name in KINDS for key in KINDS.get(name).schema.model_fields)
    faults += [unknown_key(document, (key,), known) for key in document.data if key not in known]
    if isinstance(kind, str):
        faults.append(unknown_name(document, ("kind",), "kind of scenario", kind, KINDS.names()))
    return scenario, faults


def _in_order(faults: Iterable[Fault], document: Document) -> list[Fault]:
    """By file, the scenario's own first, then by place; what an alias repeats is reported once."""
    distinct = {(fault.file, fault.line, fault.column, fault.source, fault.message): fault for fault in faults}
    own = document.source.file
    return sorted(distinct.values(), key=lambda f: (f.file != own, f.file or "", f.line or 0, f.column or 0))


def _mapping(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _mappings(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The entries that are mappings themselves; to others the schema objects."""
    return {key: entry for key, entry in data.items() if isinstance(entry, dict)}


class _Names:
    """Whether every name is known to whoever it is meant for; the rest is the schema's affair."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document, self.folder, data = document, folder, document.data
        self.models, self.roles = _mapping(data.get("models")), _mapping(data.get("roles"))
        self.questions = _mapping(data.get("questions"))
        self.methods, self.backends = METHODS.names(), BACKENDS.names()

    def faults(self) -> Iterator[Fault]:
        """All of them, in no order."""
        for name, entry in _mappings(self.models).items():
            yield from self._model(("models", name), entry)
        for name in self.roles:
            yield from self._name(("roles", name))
        for name, role in _mappings(self.roles).items():
            yield from self._asked(("roles", name), role)
            place = ("roles", name, "personas")
            yield from persona_faults(self.document, place, _mapping(role.get("personas")), self.folder)
            yield from participants_faults(self.document, place, _mapping(role.get("personas")), self.folder)
        for name in self.questions:
            yield from self._name(("questions", name))
        for name, question in _mappings(self.questions).items():
            yield from self._asked(("questions", name), question)
            if isinstance(of := question.get("of"), str) and self.roles and of not in self.roles:
                yield unknown_name(self.document, ("questions", name, "of"), "role", of, self.roles)
        yield from condition_faults(self.document, _mappings(self.questions))
        yield from comparison_faults(self.document, self.questions, self.folder)

    def _name(self, path: DataPath) -> Iterator[Fault]:
        name = str(path[-1])
        if not _NAME.fullmatch(name):
            message = f"the name {name!r} may hold letters, digits, _ and - only, and not begin with -"
            yield self.document.fault(path, message, key=True)
        elif path[0] == "questions" and name in {UTTERANCE, GO_ON, *Compare.model_fields}:
            yield self.document.fault(path, f"the name {name!r} is taken", key=True, hint="choose another")

    def _model(self, path: DataPath, entry: dict[str, Any]) -> Iterator[Fault]:
        try:
            read = ModelEntry.model_validate(
                {key: entry[key] for key in ("backend", "model", "api_base") if key in entry}
            )
        except ValidationError:
            return
        if read.backend not in self.backends:
            yield unknown_name(self.document, (*path, "backend"), "backend", read.backend, self.backends)
            return
        for key, hint in BACKENDS.get(read.backend).needs.items():
            if entry.get(key) is None:
                yield self.document.fault(path, f"missing key {key!r}", key=True, hint=hint)
        own = {key: value for key, value in entry.items() if key not in ModelEntry.model_fields}
        yield from read_part(self.document, path, own, (BACKENDS.get(read.backend).options, ModelEntry))[1]

    def _asked(self, path: DataPath, entry: dict[str, Any]) -> Iterator[Fault]:
        """How a role or a question is asked: its model and its method."""
        model = entry.get("model")
        if isinstance(model, str) and self.models and model not in self.models and not _PROVIDER_MODEL.fullmatch(model):
            hint = did_you_mean(model, self.models) or "without an entry it needs a provider: openai/gpt-4.1"
            message = f"no model {model!r}; known: {', '.join(self.models)}"
            yield self.document.fault((*path, "model"), message, hint=hint)
        if isinstance(model, str) and self._is_rule(model) and self.document.data.get("kind") != "opinion":
            message = f"{model!r} is an opinion rule, which answers no question"
            yield self.document.fault((*path, "model"), message, hint="rules are for scenarios of kind opinion")
        if entry.get("method") is not None:
            yield from self._method((*path, "method"), entry["method"])

    def _is_rule(self, model: str) -> bool:
        entry = _mapping(self.models.get(model, {"model": model}))
        return entry.get("backend") == "rule" or str(entry.get("model")).startswith(RULE)

    def _method(self, path: DataPath, written: Any) -> Iterator[Fault]:
        try:
            choice = Choice.model_validate(written)
        except ValidationError:
            return
        name, options = path, path
        if isinstance(written, dict):
            short = choice.name in written
            name, options = (*path, choice.name if short else "name"), (*path, choice.name if short else "options")
        if choice.name not in self.methods:
            yield unknown_name(self.document, name, "method", choice.name, self.methods)
            return
        yield from read_part(self.document, options, choice.options, (METHODS.get(choice.name).options,))[1]


def scenario_schema(kind: str | None = "persuasion") -> dict[str, Any]:
    """The JSON Schema of scenario files, for editors that complete and check as one types.

    Args:
        kind: The kind of scenario; None for a schema that fits every kind.

    Raises:
        UnknownName: No kind has that name.
    """
    kinds = KINDS.names() if kind is None else [kind]
    return editor_schema(
        {name: KINDS.get(name).schema for name in kinds},
        {name: METHODS.get(name).options for name in METHODS},
        {name: BACKENDS.get(name).options for name in BACKENDS},
        shipped(),
    )
