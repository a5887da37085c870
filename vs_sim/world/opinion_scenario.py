"""The schema of scenarios of kind `opinion`: people on a network, a topic with a scale, and rounds."""

from __future__ import annotations

from typing import Any

from pydantic import Field, StrictBool, field_validator, model_validator

from vs_sim.core.answers.scale import Scale
from vs_sim.core.model_entry import RULE, ModelEntry
from vs_sim.core.scenario import Scenario
from vs_sim.core.strict_model import Strict, not_blank
from vs_sim.world.matching import Activation
from vs_sim.world.networks.network import Network
from vs_sim.world.opinion_rule import OPINION_RULES, OpinionRule

STANCE = "stance"
"""The name of the question that everybody is asked privately, before the first round and after each."""
MOST_PEOPLE = 100_000


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
    memory: int = Field(default=2, ge=0, le=20, description="earlier talks that each person is reminded of")
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
        if min(self.counts.values()) < 1 or not 2 <= self.size <= MOST_PEOPLE:
            raise ValueError(f"at least 1 person plays each role, and 2 to {MOST_PEOPLE:,} people take part")
        return self

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
