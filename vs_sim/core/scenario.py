"""What is simulated: the schema that every kind of scenario shares.

A kind of scenario extends `Scenario` with its own keys.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from vs_sim.core.distribution import Select
from vs_sim.core.model_entry import ModelEntry
from vs_sim.core.persona_source import PersonaSource
from vs_sim.core.question import Choice, Question, Strict
from vs_sim.core.strict_model import not_blank


class Role(Strict):
    """One part in the conversation."""

    model: str = Field(description="a key of models:")
    method: Choice = Field(default=Choice(name="direct"), description="how this role is asked for its turns")
    select: Select = Field(default="probability", description="how one candidate is drawn")
    personas: PersonaSource = Field(default=PersonaSource(), description="who plays the role")
    brief: str = Field(default="", description="what only this role knows and wants")


class EffectComparison(Strict):
    """An effect on an answer that is asked before and after: a run and its control arm, each compared with people."""

    before: str = Field(description="the question before the dialogue")
    after: str = Field(description="the same question after it")
    toward: Literal["up", "down"] = Field(default="up", description="the side argued for: larger or smaller answers")
    treated: str = Field(description="the reference of changes with the dialogue")
    control: str = Field(description="the reference of changes in the control arm")
    difference: str = Field(description="the published figures that hold the effect among people")
    margin: float = Field(gt=0, description="how far the effects may differ, in units of the answer")


class Compare(BaseModel):
    """What the run is compared with: a reference per question, the primary outcome and its margin."""

    model_config = ConfigDict(frozen=True, extra="allow")

    primary: str | None = Field(default=None, description="question.measure, for example donation.ks")
    margin: float = Field(default=0.15, gt=0, lt=1, description="how far is still similar, stated beforehand")
    effect: EffectComparison | None = Field(default=None, description="an effect compared with that among people")

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

    @property
    def more_models(self) -> set[str]:
        """Keys of models that are asked besides those of roles and questions."""
        return set()

    @property
    def files(self) -> list[str]:
        """The files that it names, as it names them: of personas, of participants and of references."""
        sources = [role.personas for role in self.roles.values()]
        people = [file for source in sources for file in (source.file, source.participants) if file]
        return [*people, *(name for name in self.compare.references.values() if name.endswith(".json"))]

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
