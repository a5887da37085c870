from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.world.society_of_rules import scenario
from vs_sim.core.scenario_kind import read_kind
from vs_sim.world.opinion_scenario import OpinionScenario
from vs_sim.world.rules.deffuant import Deffuant


def test_the_topic_is_the_one_private_question() -> None:
    script = scenario("degroot", "cycle", 4, 2)
    assert list(script.questions) == ["stance"]
    assert (script.questions["stance"].private, script.questions["stance"].of) == (True, "person")


def test_a_logged_scenario_is_read_as_what_it_was() -> None:
    script = scenario("degroot", {"watts_strogatz": {"k": 4, "p": 0.1}}, 10, 2, activation={"share": 0.5})
    assert read_kind(script.model_dump(mode="json")) == script


def test_a_role_follows_the_rule_of_its_model() -> None:
    rule = scenario("deffuant", "cycle", 4, 2, parameters={"epsilon": 0.1}).rule("person")
    assert isinstance(rule, Deffuant)
    assert rule.epsilon == 0.1


def test_a_rule_needs_no_entry() -> None:
    script = scenario("degroot", "cycle", 4, 2)
    roles = {"person": script.roles["person"].model_copy(update={"model": "rule/voter"})}
    assert script.model_copy(update={"roles": roles}).rule("person") is not None


def test_opinions_and_stances_are_the_same_on_two_scales() -> None:
    script = scenario("degroot", "cycle", 4, 2, topic={"ask": "Well?", "scale": [1, 7]})
    assert [script.opinion(1), script.opinion(4), script.stance(1.0)] == [0.0, 0.5, 7.0]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"questions": {"other": {"ask": "?", "of": "person"}}}, "the topic is the only question"),
        ({"people": 1}, "2 to 100,000 people"),
        ({"people": {"nobody": 5}}, "people names the roles nobody; there are person"),
        ({"topic": {"ask": " ", "scale": [1, 7]}}, "not empty"),
        ({"topic": {"ask": "Well?", "scale": [7, 1]}}, "must be below"),
        ({"network": {"file": "a.csv", "generator": "cycle"}}, "write a generator"),
        ({"network": {"cycle": {}, "directed": True}}, "say how a file is read"),
    ],
)
def test_what_makes_no_society_is_told(more: dict[str, object], said: str) -> None:
    written = scenario("degroot", "cycle", 4, 2).model_dump(mode="json", exclude={"questions"})
    with pytest.raises(ValidationError, match=said):
        OpinionScenario.model_validate({**written, **more})


def test_several_roles_have_a_number_each() -> None:
    written = scenario("degroot", "cycle", 4, 2).model_dump(mode="json", exclude={"questions"})
    written["roles"]["sceptic"] = {"model": "rule/voter"}
    with pytest.raises(ValidationError, match="say how many people play each role"):
        OpinionScenario.model_validate(written)
    script = OpinionScenario.model_validate({**written, "people": {"sceptic": 1, "person": 2}})
    assert script.roles_of_people == [("person", 0), ("person", 1), ("sceptic", 0)]
