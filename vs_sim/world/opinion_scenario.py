"""The schema of scenarios of kind `opinion`: people on a network, a topic with a scale, and rounds."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, StrictBool, Tag, field_validator, model_validator

from vs_sim.core.answers.scale import Scale
from vs_sim.core.model_entry import OPINION_RULE, RULE, ModelEntry
from vs_sim.core.scenario import Scenario
from vs_sim.core.strict_model import Strict, not_blank
from vs_sim.world.matching import Activation
from vs_sim.world.networks.network import Network
from vs_sim.world.opinion_rule import OPINION_RULES, OpinionRule
from vs_sim.world.rounds.round_settings import Rewire, RoleChange, Summary, Talks

STANCE = "stance"
"""The name of the question that everybody is asked privately, before the first round and after each."""
MOST_PEOPLE = 100_000
UNIFORM = "uniform"
"""Where people who follow a rule begin, unless a model is named."""


class Topic(Strict):
    """What people have opinions about."""

    ask: str = Field(min_length=1, description="the question as each person reads it")
    scale: tuple[int, int] = Field(description="lowest and highest point, for example [1, 7]")

    @field_validator("ask")
    @classmethod
    def _asks(cls, text: str) -> str:
        return not_blank(text)

    @field_validator("scale")
    @classmethod
    def _ordered(cls, scale: tuple[int, int]) -> tuple[int, int]:
        return Scale(scale=scale).scale


class OpinionScenario(Scenario):
    """People who talk in pairs on a network, in rounds, and are asked privately where they stand."""

    topic: Topic = Field(description="the question about which opinions differ, and its scale")
    people: int | dict[str, int] = Field(
        default=60, description="how many take part; with several roles how many of each: {neighbour: 40, sceptic: 20}"
    )
    rounds: int = Field(default=6, ge=1, le=1000, description="rounds of talks")
    exchanges: int = Field(default=2, ge=1, le=50, description="turns of each side in a talk")
    network: Network = Field(description="who knows whom: {watts_strogatz: {k: 4, p: 0.1}}, or {file: edges.csv}")
    activation: Activation = Field(
        default="all", description="who may meet somebody in a round: all, {share: 0.5} or by_degree"
    )
    talks: Talks = Field(default=Talks(), description="how many talk together, and who speaks when")
    memory: Annotated[
        Annotated[int, Field(ge=0, le=20), Tag("number")] | Annotated[Summary, Tag("summary")],
        Discriminator(lambda data: "summary" if isinstance(data, dict | Summary) else "number"),
    ] = Field(
        default=2,
        description="earlier talks that each person is reminded of; or {summary: 60}, a note of at most so many words "
        "that each writes after each talk",
    )
    becomes: dict[str, RoleChange] = Field(
        default_factory=dict,
        description="role to the role that its people take, and when: {neighbour: {role: persuader, at_least: 6}}",
    )
    rewire: Rewire | None = Field(
        default=None, description="ties that change after each round: {rule: agreement, tolerance: 2, share: 0.1}"
    )
    rules_begin: str = Field(
        default=UNIFORM,
        description="where people begin who follow a rule: uniform over the scale, or a key of models: that is asked",
    )
    recall_stance: StrictBool = Field(default=True, description="whether each person is reminded of their last answer")

    @model_validator(mode="before")
    @classmethod
    def _topic_is_a_question(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("topic"), dict):
            return data
        topic, roles = data["topic"], data.get("roles")
        if not isinstance(roles, dict) or not roles or not {"ask", "scale"} <= topic.keys():
            return data
        asked = {"ask": topic["ask"], "answer": {"scale": topic["scale"]}, "of": next(iter(roles)), "private": True}
        given = data.get("questions") or {STANCE: asked}
        if not isinstance(given, dict) or set(given) != {STANCE}:
            raise ValueError("the topic is the only question here: leave questions out")
        return {**data, "questions": {STANCE: asked}}

    @model_validator(mode="after")
    def _people_of_roles(self) -> OpinionScenario:
        if isinstance(self.people, int):
            if len(self.roles) > 1:
                raise ValueError(f"say how many people play each role: {{{', '.join(f'{r}: 20' for r in self.roles)}}}")
        elif set(self.people) != set(self.roles):
            raise ValueError(f"people names the roles {', '.join(self.people)}; there are {', '.join(self.roles)}")
        later = {change.role for change in self.becomes.values()}
        if any(count < (role not in later) for role, count in self.counts.items()):
            raise ValueError("at least 1 person plays each role that nobody takes later")
        if not 2 <= self.size <= MOST_PEOPLE:
            raise ValueError(f"2 to {MOST_PEOPLE:,} people take part")
        return self

    @property
    def quoted_talks(self) -> int:
        """Earlier talks that each person is reminded of."""
        return self.memory if isinstance(self.memory, int) else 0

    @property
    def summary_words(self) -> int | None:
        """The most words of the note that each writes after a talk; None where talks are quoted instead."""
        return self.memory.summary if isinstance(self.memory, Summary) else None

    @property
    def runs_freely(self) -> bool:
        """Whether a talk can begin as soon as its people are free: nothing looks at all stances of a round."""
        return self.rewire is None and all(self.entry(role).backend != OPINION_RULE for role in self.roles)

    @property
    def more_models(self) -> set[str]:
        """The model that people are asked by before they follow a rule."""
        ruled = any(self.entry(role).backend == OPINION_RULE for role in self.roles)
        return {self.rules_begin} if ruled and self.rules_begin != UNIFORM else set()

    @property
    def counts(self) -> dict[str, int]:
        """Role to the number of people who play it, in the order of the roles."""
        if isinstance(self.people, int):
            return {next(iter(self.roles)): self.people}
        return {role: self.people[role] for role in self.roles}

    @property
    def size(self) -> int:
        """How many people take part."""
        return sum(self.counts.values())

    @property
    def roles_of_people(self) -> list[tuple[str, int]]:
        """Of each person the role, and the number among those who play it."""
        return [(role, number) for role, count in self.counts.items() for number in range(count)]

    @property
    def planned_exchanges(self) -> int | None:
        """The rounds, after each of which everybody is asked."""
        return self.rounds

    @property
    def files(self) -> list[str]:
        """Those of every scenario, and the network's."""
        return [*super().files, *([self.network.file] if self.network.file else [])]

    def entry(self, role: str) -> ModelEntry:
        """The model entry of a role."""
        key = self.roles[role].model
        return self.models.get(key) or ModelEntry(model=key)

    def rule(self, role: str) -> OpinionRule | None:
        """The opinion rule that a role follows; None for a language model.

        Raises:
            UnknownName: There is no such rule.
        """
        entry = self.entry(role)
        if entry.backend != "rule":
            return None
        found = OPINION_RULES.get((entry.model or "").removeprefix(RULE))
        return found(found.parameters.model_validate(entry.options))

    def opinion(self, stance: float) -> float:
        """A point of the scale as an opinion in [0, 1]."""
        low, high = self.topic.scale
        return (stance - low) / (high - low)

    def stance(self, opinion: float) -> float:
        """An opinion in [0, 1] as a point of the scale."""
        low, high = self.topic.scale
        return low + opinion * (high - low)
