from __future__ import annotations

from typing import Any

import pytest

from tests.files.texts import document
from vs_sim.elicitation.method import METHODS
from vs_sim.errors import UnknownName
from vs_sim.llm.backend import BACKENDS
from vs_sim.simulation.checking import load_scenario, scenario_schema

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema comes with litellm")

SMALL = """
kind: persuasion
about: x
models: {m: {backend: standin}}
roles: {a: {model: m}, b: {model: m}}
"""


def objections(text: str, kind: str | None = "persuasion") -> list[str]:
    validator = jsonschema.Draft202012Validator(scenario_schema(kind))
    return [error.json_path for error in validator.iter_errors(document(text).data)]


def choice() -> dict[str, Any]:
    definition: dict[str, Any] = scenario_schema()["$defs"]["Choice"]
    return definition


@pytest.mark.parametrize("kind", ["persuasion", None])
def test_it_is_a_json_schema(kind: str | None) -> None:
    jsonschema.Draft202012Validator.check_schema(scenario_schema(kind))


@pytest.mark.parametrize("kind", ["persuasion", None])
def test_the_shipped_scenario_fits(kind: str | None) -> None:
    jsonschema.validate(load_scenario("persuasion_for_good").data, scenario_schema(kind))


def test_every_method_is_named_with_its_options() -> None:
    names, options = choice()["anyOf"]
    assert names["enum"] == list(options["properties"]) == METHODS.names()


def test_every_backend_has_its_alternative() -> None:
    assert [entry["title"] for entry in scenario_schema()["$defs"]["ModelEntry"]["anyOf"]] == BACKENDS.names()


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("{model: m}, b", "{model: m, method: direct}, b"),
        ("{model: m}, b", "{model: m, method: {vs_standard: {k: 5}}}, b"),
        ("{model: m}, b", "{model: m, personas: none}, b"),
        ("{backend: standin}", "{backend: standin, gamma: 2}"),
        ("{backend: standin}", "{model: gpt-4.1, temperature: 0.7, rpm: 500}"),
        ("about: x", "about: x\nmax_failed: 5%"),
        ("about: x", "about: x\ncompare: {gift: persuasion_for_good/paid, primary: gift.ks}"),
    ],
)
def test_what_is_allowed_fits(written: str, instead: str) -> None:
    assert objections(SMALL.replace(written, instead)) == []


@pytest.mark.parametrize(
    ("written", "instead", "place"),
    [
        ("about: x", "abuot: x", "$"),
        ("{model: m}, b", "{model: m, method: vs_standrad}, b", "$.roles.a.method"),
        ("{model: m}, b", "{model: m, method: {vs_standard: {q: 5}}}, b", "$.roles.a.method"),
        ("{backend: standin}", "{backend: standin, temprature: 1}", "$.models.m"),
        ("{backend: standin}", "{backend: nobody}", "$.models.m"),
        ("{backend: standin}", "{temperature: 1}", "$.models.m"),
        ("kind: persuasion", "kind: debate", "$.kind"),
    ],
)
def test_what_is_not_allowed_does_not_fit(written: str, instead: str, place: str) -> None:
    assert place in objections(SMALL.replace(written, instead))


CHANGES = "extends: persuasion_for_good\nexchanges: 2\nroles: {a: {method: direct}}\nquestions: {gift: none}\n"


@pytest.mark.parametrize("kind", ["persuasion", None])
def test_a_file_that_extends_another_needs_nothing_else(kind: str | None) -> None:
    assert objections(CHANGES, kind) == []


def test_a_file_that_extends_another_knows_its_keys() -> None:
    assert objections(CHANGES.replace("exchanges", "exchange")) == ["$"]


@pytest.mark.parametrize(
    "more",
    [
        "exchanges: {at_least: 2, at_most: 5, leave: [b]}",
        "control: small_talk",
        "personas: shuffled",
        "prompts: {system: Be kind.}",
        "questions: {q: {of: a, ask: x, when: {after: [2]}, only_if: {p: {at_least: 1}}}}",
        "questions: {q: {of: a, ask: x, only_if: {p: [Yes]}}}",
    ],
)
def test_what_a_persuasion_may_say_fits(more: str) -> None:
    assert objections(f"{SMALL}{more}\n") == []


@pytest.mark.parametrize(
    "personas",
    [
        "shuffled",
        "{population: persuasion_for_good, style: description, segments: {age: {at_most: 30}, sex: {Male: 2}}}",
        "{population: persuasion_for_good, segments: {ideology: [Liberal]}, quota: {sex: {Male: 1}}}",
    ],
)
def test_what_a_role_may_say_of_its_personas_fits(personas: str) -> None:
    assert objections(SMALL.replace("{model: m}, b", f"{{model: m, personas: {personas}}}, b")) == []


@pytest.mark.parametrize(
    "more", ["prompts: {sytem: x}", "control: chat", "personas: everybody", "exchanges: {at_least: 2}"]
)
def test_what_a_persuasion_may_not_say_does_not_fit(more: str) -> None:
    assert objections(f"{SMALL}{more}\n") != []


def test_a_survey_has_its_own_schema() -> None:
    survey = SMALL.replace("persuasion", "survey").replace(", b: {model: m}", "") + "questions: {q: {of: a, ask: x}}\n"
    assert objections(survey, "survey") == objections(survey, None) == []


def test_an_unknown_kind_has_no_schema() -> None:
    with pytest.raises(UnknownName, match="persuasion"):
        scenario_schema("debate")
