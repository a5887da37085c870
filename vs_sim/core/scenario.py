"""What is simulated: the schema that every kind of scenario shares.

A kind extends `Scenario` with its own keys. Model entries keep their backend's options as they are written;
the backend's own schema reads them.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator

from vs_sim.core.condition import Segment, Share
from vs_sim.core.csv_reading import CsvReading
from vs_sim.core.distribution import Select
from vs_sim.core.persona import Style
from vs_sim.core.question import Choice, Question, Strict
from vs_sim.core.strict_model import not_blank


class Price(Strict):
    """What a model costs, for models whose price litellm does not know."""

    input: float = Field(ge=0, description="US dollars per million tokens of the request")
    output: float = Field(ge=0, description="US dollars per million tokens of the answer")


class ModelEntry(BaseModel):
    """A model under a name, referred to by roles and questions.

    Naming a `model` always means a real one: it is asked through litellm unless another backend is named.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    backend: str = Field(default="litellm", description="litellm, standin, scripted or openai_compatible")
    model: str | None = Field(default=None, description="the model's name as litellm knows it")
    max_in_flight: int = Field(default=64, ge=1, description="requests under way at once")
    rpm: float | None = Field(default=None, gt=0, description="requests per minute; no limit when absent")
    tpm: float | None = Field(default=None, gt=0, description="tokens per minute; no limit when absent")
    api_base: str | None = Field(
        default=None, description="address of the server, for example http://127.0.0.1:8000/v1"
    )
    api_key_env: str | None = Field(default=None, description="environment variable that holds the key")
    price: Price | None = Field(default=None, description="dollars per million tokens, {input: …, output: …}")
    timeout: float = Field(default=120.0, gt=0, description="seconds until a request is given up")
    retries: int = Field(default=6, ge=0, description="transport retries before the run is paused")

    @model_validator(mode="before")
    @classmethod
    def _a_named_model_is_real(cls, data: Any) -> Any:
        if isinstance(data, str):
            raise ValueError(f"expected {{backend: standin}}, {{model: gpt-4.1}} or the like, found {data!r}")
        if isinstance(data, dict) and data.get("model") is not None and data.get("backend") == "standin":
            return {**data, "backend": "litellm"}
        return data

    @field_validator("api_base")
    @classmethod
    def _address(cls, address: str | None) -> str | None:
        if address is not None and not address.startswith(("http://", "https://")):
            raise ValueError(f"write an address such as http://127.0.0.1:8000/v1, found {address!r}")
        return address

    @property
    def options(self) -> dict[str, Any]:
        """What is left for the backend: its own options and the sampling parameters."""
        return dict(self.model_extra or {})

    def part(self, which: int, of: int) -> ModelEntry:
        """The entry with a part of its limits, so that the parts of all together keep them.

        Args:
            which: 0 for the first part; the first ones get what cannot be divided.
            of: How many parts there are, at most `max_in_flight`.
        """
        slots = self.max_in_flight // of + (which < self.max_in_flight % of)
        rpm, tpm = (limit and limit / of for limit in (self.rpm, self.tpm))
        return self.model_copy(update={"max_in_flight": max(slots, 1), "rpm": rpm, "tpm": tpm})


class PersonaSource(Strict):
    """Where a role's personas come from: a shipped population, a file, real participants, or nobody in particular."""

    population: str | None = Field(default=None, description="a shipped population, for example persuasion_for_good")
    file: str | None = Field(default=None, description="a CSV or JSONL file, one persona per row")
    csv: CsvReading | None = Field(
        default=None, description='how that file is read where it leaves it open: {decimal: ",", missing: [NA, none]}'
    )
    participants: str | None = Field(
        default=None, description="full_info.csv of PersuasionForGood: the very people, each beside their own amount"
    )
    retest: int = Field(default=1, ge=1, description="dialogues that each persona holds, one after the other")
    tell: tuple[str, ...] | None = Field(default=None, description="the attributes told, in this order; default all")
    style: Style = Field(default="facts", description="told as facts, a line each, or as a short description")
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
            raise ValueError("an attribute is told once; one of these stands twice")
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
            raise ValueError("csv says how a file is read: name the file beside it")
        if sum(source is not None for source in (self.population, self.file, self.participants)) > 1:
            raise ValueError("name a population, a file or participants, not two of them")
        if self.participants is not None and (self.segments or self.quota):
            raise ValueError("real participants are taken as they are: leave out segments and quota")
        return self


class Role(Strict):
    """One part in the conversation."""

    model: str = Field(description="a key of models:")
    method: Choice = Field(default=Choice(name="direct"), description="how this role is asked for its turns")
    select: Select = Field(default="probability", description="how one candidate is drawn")
    personas: PersonaSource = Field(default=PersonaSource(), description="who plays the role")
    brief: str = Field(default="", description="what only this role knows and wants")


class Compare(BaseModel):
    """What the run is compared with: a reference per question, the primary outcome and its margin."""

    model_config = ConfigDict(frozen=True, extra="allow")

    primary: str | None = Field(default=None, description="question.measure, for example donation.ks")
    margin: float = Field(default=0.15, gt=0, lt=1, description="how far is still similar, stated beforehand")

    @field_validator("primary")
    @classmethod
    def _dotted(cls, value: str | None) -> str | None:
        if value is not None and not all(value.partition(".")):
            raise ValueError("write question.measure, for example donation.ks")
        return value

    @property
    def references(self) -> dict[str, str]:
        """Question to the name of its reference."""
        return {question: str(reference) for question, reference in (self.model_extra or {}).items()}


class Scenario(Strict):
    """What every kind of scenario declares."""

    extends: str | None = Field(default=None, description="another scenario, by name or path, that this one changes")
    kind: str = Field(description="the kind of encounter, for example persuasion")
    title: str = Field(default="", description="what the study is called")
    about: str = Field(min_length=1, description="the situation as every participant knows it")
    models: dict[str, ModelEntry] = Field(min_length=1, description="models by name")
    roles: dict[str, Role] = Field(min_length=1, description="roles by name, in speaking order")
    personas: Literal["none", "shuffled"] | None = Field(
        default=None, description="an ablation of every role: nobody in particular, or attributes of different people"
    )
    questions: dict[str, Question] = Field(default_factory=dict, description="questions by name")
    compare: Compare = Field(default=Compare(), description="references, primary outcome and margin")
    prompts: dict[str, str] = Field(
        default_factory=dict, description="templates of one's own, by the names of those in vs_sim/elicitation/prompts"
    )
    seed: int = Field(default=0, ge=0, description="every draw is derived from it")
    persona_seed: int | None = Field(
        default=None, ge=0, description="who takes part is drawn from this instead, so that seed changes draws alone"
    )
    reask: int = Field(default=2, ge=0, le=10, description="times an unreadable answer is asked again")
    max_failed: float = Field(default=0.05, ge=0, le=1, description="share of dialogues that may fail, as 5% or .05")

    @property
    def persona_sampling_seed(self) -> int:
        """The seed from which it is drawn who takes part."""
        return self.seed if self.persona_seed is None else self.persona_seed

    @property
    def planned_exchanges(self) -> int | None:
        """The exchanges of every dialogue; None where their number is not fixed, or there are none."""
        return None

    @field_validator("about")
    @classmethod
    def _said(cls, text: str) -> str:
        return not_blank(text)

    @field_validator("max_failed", mode="before")
    @classmethod
    def _percent(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            number = float(value.strip().removesuffix("%"))
        except ValueError:
            raise ValueError(f"write a share, for example 5% or 0.05; found {value!r}") from None
        return number / 100 if value.strip().endswith("%") else number
