"""Where the personas of a role come from, and how they are chosen and presented."""

from __future__ import annotations

from typing import Any

from pydantic import Field, StrictBool, field_validator, model_validator

from vs_sim.core.condition import Segment, Share
from vs_sim.core.csv_reading import CsvReading
from vs_sim.core.persona import Style
from vs_sim.core.strict_model import Strict


class PersonaSource(Strict):
    """Where a role's personas come from: a shipped population, a file, real participants, or nobody in particular."""

    population: str | None = Field(default=None, description="a shipped population, for example persuasion_for_good")
    file: str | None = Field(default=None, description="a CSV or JSONL file, one persona per row")
    csv: CsvReading | None = Field(
        default=None, description='how that file is read where it leaves it open: {decimal: ",", missing: [NA, none]}'
    )
    participants: str | None = Field(
        default=None,
        description="a corpus's table of participants, for example full_info.csv of PersuasionForGood: real "
        "participants, each compared with their own answer",
    )
    retest: int = Field(default=1, ge=1, description="dialogues that each persona holds, one after the other")
    tell: tuple[str, ...] | None = Field(
        default=None, description="the prompted attributes, in this order; default all"
    )
    style: Style = Field(default="facts", description="prompted as facts, a line each, or as a short description")
    segments: dict[str, Segment] = Field(
        default_factory=dict,
        description="who is wanted: {ideology: [Liberal]} or {age: {at_most: 30}}; or weights: {sex: {Male: 2}}",
    )
    quota: dict[str, dict[str, Share]] = Field(
        default_factory=dict, description="fixed shares of levels: {sex: {Female: 0.5, Male: 0.5}}"
    )
    shuffled: StrictBool = Field(
        default=False, description="an ablation: each attribute of another person, so that nothing goes together"
    )

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        words: dict[Any, dict[str, bool]] = {"none": {}, "shuffled": {"shuffled": True}}
        if isinstance(data, dict | PersonaSource):
            return data
        if not isinstance(data, str) or data not in words:
            forms = "{population: persuasion_for_good}, {file: people.csv}, none or shuffled"
            raise ValueError(f"expected {forms}, found {data!r}")
        return words[data]

    @field_validator("tell")
    @classmethod
    def _told_once(cls, tell: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if tell and len(set(tell)) < len(tell):
            raise ValueError("an attribute is prompted once; one of these is listed twice")
        return tell

    @field_validator("quota")
    @classmethod
    def _whole(cls, quota: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        for trait, shares in quota.items():
            if abs(sum(shares.values()) - 1) > 1e-6:
                raise ValueError(f"the shares of {trait} sum to {sum(shares.values()):g}, not to 1")
        return quota

    @model_validator(mode="after")
    def _one_source(self) -> PersonaSource:
        if self.csv is not None and self.file is None:
            raise ValueError("csv says how a file is read: name that file, file: …")
        if sum(source is not None for source in (self.population, self.file, self.participants)) > 1:
            raise ValueError("name a population, a file or participants, not two of them")
        if self.participants is not None and (self.segments or self.quota):
            raise ValueError("real participants are taken as they are: leave out segments and quota")
        return self
