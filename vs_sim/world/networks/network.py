"""The network of a scenario: a generator with its parameters, or a file of edges, and who is placed where."""

from __future__ import annotations

from typing import Any

from pydantic import Field, GetJsonSchemaHandler, StrictBool, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from vs_sim.core.csv_reading import CsvReading
from vs_sim.core.strict_model import Strict


class Homophily(Strict):
    """Alike people are placed beside each other."""

    trait: str = Field(min_length=1, description="the attribute of personas by which people are alike")
    assortativity: float = Field(
        ge=-1, le=1, description="wanted assortativity of the trait over ties: 1 alike, 0 random, -1 unlike"
    )


class Network(Strict):
    """Who knows whom, written `{watts_strogatz: {k: 4, p: 0.1}}` or `{file: edges.csv}`."""

    generator: str | None = Field(default=None, description="a generator of random graphs, as networkx names it")
    parameters: dict[str, Any] = Field(default_factory=dict, description="the generator's own parameters")
    file: str | None = Field(default=None, description="an edge list as CSV (source, target, weight, …) or GraphML")
    csv: CsvReading | None = Field(default=None, description="how an edge list is read where it leaves it open")
    directed: StrictBool = Field(default=False, description="whether a tie of the edge list goes from source to target")
    homophily: Homophily | None = Field(default=None, description="who is placed where, by an attribute of personas")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"generator": data}
        if not isinstance(data, dict):
            return data
        others = [key for key in data if key not in cls.model_fields]
        if len(others) == 1 and not {"generator", "parameters", "file"} & {*data}:
            (name,) = others
            given = data[name] if data[name] is not None else {}
            if isinstance(given, dict):
                rest = {key: value for key, value in data.items() if key != name}
                return {"generator": name, "parameters": given, **rest}
        return data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The long form, the short one with the generator's name as its key, or the bare name."""
        reference = handler(core)
        whole = handler.resolve_ref_schema(reference)
        parameters = {"type": ["object", "null"]}
        short = {"type": "object", "properties": {"homophily": whole["properties"]["homophily"]}}
        long = {**whole}
        whole.clear()
        whole["anyOf"] = [{"type": "string"}, long, {**short, "minProperties": 1, "additionalProperties": parameters}]
        return reference

    @model_validator(mode="after")
    def _one_source(self) -> Network:
        if (self.generator is None) == (self.file is None):
            raise ValueError("write a generator such as {watts_strogatz: {k: 4, p: 0.1}}, or {file: edges.csv}")
        if self.generator is not None and (self.directed or self.csv is not None):
            raise ValueError("directed and csv say how a file is read: leave them out beside a generator")
        return self
