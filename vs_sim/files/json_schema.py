"""A JSON Schema for editors: what a scenario may say, with the registered methods and backends written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from vs_sim.core.model_entry import ENDPOINT, LITELLM, OPINION_RULE, RULE, ModelEntry
from vs_sim.core.persona_source import PersonaSource
from vs_sim.core.question import Choice
from vs_sim.core.scenario import Compare

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Models = Mapping[str, type[BaseModel]]
CHANGES = "Changes"
_PARTS = ("models", "roles", "questions", "compare")
"""Keys whose entries may be parts of entries in a file that extends another."""


def editor_schema(kinds: Models, methods: Models, backends: Models, prompts: Iterable[str]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of scenario files.

    Args:
        kinds: Kind of scenario to its schema.
        methods: Method to the schema of its options.
        backends: Backend to the schema of its options.
        prompts: The templates that a scenario may put its own in the place of.
    """
    shared: list[type[BaseModel]] = [Choice, ModelEntry, PersonaSource, Compare]
    models = [*shared, *kinds.values(), *methods.values(), *backends.values()]
    places, document = models_json_schema([(model, "validation") for model in dict.fromkeys(models)])
    definitions: dict[str, Any] = _any_of(document["$defs"])

    def named(model: type[BaseModel]) -> str:
        return str(places[model, "validation"]["$ref"]).rpartition("/")[2]

    def references(members: Models) -> dict[str, Any]:
        return {name: {"$ref": f"#/$defs/{named(model)}"} for name, model in members.items()}

    definitions[named(Choice)] = _choice(references(methods))
    definitions[named(ModelEntry)] = _entry(
        definitions[named(ModelEntry)],
        {name: definitions[named(model)].get("properties", {}) for name, model in backends.items()},
    )
    personas = definitions[named(PersonaSource)]
    definitions[named(PersonaSource)] = {"anyOf": [{"enum": ["none", "shuffled"]}, personas]}
    definitions[named(Compare)]["additionalProperties"] = {"type": "string"}
    for name, model in kinds.items():
        _kind(definitions[named(model)], name, prompts)
    roots = list(references(kinds).values())
    definitions[CHANGES] = _changes([definitions[named(model)] for model in kinds.values()])
    whole = {
        "if": {"required": ["extends"]},
        "then": {"$ref": f"#/$defs/{CHANGES}"},
        "else": roots[0] if len(roots) == 1 else {"anyOf": roots},
    }
    return {"$schema": DIALECT, "title": "A vs_sim scenario", "type": "object", **whole, "$defs": definitions}


def _any_of(node: Any) -> Any:
    """The same with alternatives that may overlap: bounds such as {at_most: 2} could also be weights."""
    if isinstance(node, dict):
        return {"anyOf" if key == "oneOf" else key: _any_of(value) for key, value in node.items()}
    return [_any_of(entry) for entry in node] if isinstance(node, list) else node


def _changes(kinds: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A file that extends another: nothing is required, and its entries may be parts of entries."""
    properties = {key: field for kind in kinds for key, field in kind["properties"].items()}
    properties["kind"] = {"type": "string", "description": "the kind of encounter"}
    parts = {key: {"type": "object", "description": properties[key]["description"]} for key in _PARTS}
    return {"title": "Changes", "type": "object", "properties": properties | parts, "additionalProperties": False}


def _choice(options: dict[str, Any]) -> dict[str, Any]:
    """A name, or one name with its options."""
    return {
        "title": "Choice",
        "anyOf": [
            {"enum": list(options)},
            {
                "type": "object",
                "properties": options,
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        ],
    }


def _entry(shared: Mapping[str, Any], backends: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """One alternative per backend: the keys all entries share, and the backend's own."""
    return {
        "title": shared["title"],
        "description": shared["description"],
        "anyOf": [
            {
                "title": name,
                "type": "object",
                "properties": {**shared["properties"], "backend": {"const": name}, **own, **_named(name)},
                "required": ["model"] if name in (ENDPOINT, LITELLM, OPINION_RULE) else ["backend"],
                "additionalProperties": name == OPINION_RULE,
            }
            for name, own in backends.items()
        ],
    }


def _named(backend: str) -> dict[str, Any]:
    """How a model is called that is an opinion rule; its parameters are its own."""
    return {"model": {"type": "string", "pattern": f"^{RULE}"}} if backend == OPINION_RULE else {}


def _kind(definition: dict[str, Any], name: str, prompts: Iterable[str]) -> None:
    fields = definition["properties"]
    fields["prompts"]["propertyNames"] = {"enum": sorted(prompts)}
    fields["kind"] = {**fields["kind"], "const": name}
    percentage = {"type": "string", "pattern": r"^\s*[0-9.]+\s*%\s*$"}
    fields["max_failed"] = {"anyOf": [fields["max_failed"], percentage]}
