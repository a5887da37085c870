"""A JSON Schema for editors: what a scenario may say, with the registered methods and backends written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from vs_sim.core.question import Choice
from vs_sim.core.scenario import Compare, ModelEntry, PersonaSource

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Models = Mapping[str, type[BaseModel]]


def editor_schema(kinds: Models, methods: Models, backends: Models) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of scenario files.

    Args:
        kinds: Kind of scenario to its schema.
        methods: Method to the schema of its options.
        backends: Backend to the schema of its options.
    """
    shared: list[type[BaseModel]] = [Choice, ModelEntry, PersonaSource, Compare]
    models = [*shared, *kinds.values(), *methods.values(), *backends.values()]
    places, document = models_json_schema([(model, "validation") for model in dict.fromkeys(models)])
    definitions: dict[str, Any] = document["$defs"]

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
    definitions[named(PersonaSource)] = {"anyOf": [{"const": "none"}, personas]}
    definitions[named(Compare)]["additionalProperties"] = {"type": "string"}
    for name, model in kinds.items():
        _kind(definitions[named(model)], name)
    roots = list(references(kinds).values())
    root = roots[0] if len(roots) == 1 else {"anyOf": roots}
    return {"$schema": DIALECT, "title": "A vs_sim scenario", **root, "$defs": definitions}


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
    default = shared["properties"]["backend"]["default"]
    return {
        "title": shared["title"],
        "description": shared["description"],
        "anyOf": [
            {
                "title": name,
                "type": "object",
                "properties": {**shared["properties"], "backend": {"const": name}, **own},
                "required": ["model"] if name == default else ["backend"],
                "additionalProperties": False,
            }
            for name, own in backends.items()
        ],
    }


def _kind(definition: dict[str, Any], name: str) -> None:
    fields = definition["properties"]
    fields["kind"] = {**fields["kind"], "const": name}
    percentage = {"type": "string", "pattern": r"^\s*[0-9.]+\s*%\s*$"}
    fields["max_failed"] = {"anyOf": [fields["max_failed"], percentage]}
