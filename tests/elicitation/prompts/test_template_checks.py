from __future__ import annotations

import pytest
from jinja2 import meta

from vs_sim.elicitation.prompts.template_checks import GIVEN, Objection, objections
from vs_sim.elicitation.prompts.templates import OURS, environment, shipped

USER = shipped()["user"]


def faults(name: str, text: str) -> list[Objection]:
    return list(objections(name, {name: text}))


def test_every_template_is_documented() -> None:
    assert set(GIVEN) == set(shipped())


@pytest.mark.parametrize("name", GIVEN)
def test_a_template_uses_only_what_it_is_given(name: str) -> None:
    used = meta.find_undeclared_variables(environment(OURS).parse(shipped()[name]))
    assert used <= set(GIVEN[name])


@pytest.mark.parametrize("name", GIVEN)
def test_ours_have_no_fault_when_a_scenario_repeats_them(name: str) -> None:
    assert faults(name, shipped()[name]) == []


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("system", "One.\n{{ role }}", 2, "not given 'role'; it is given: nothing"),
        ("direct", "{% if form %}", 1, "is no template"),
        ("direct", "x\n{{ form | shout }}", 2, "no filter 'shout'"),
        ("user", USER.replace("question.ask", "question.asks"), 1, "no attribute 'asks'"),
        ("direct", "{{ form.__class__.__mro__ }}", 1, "unsafe"),
        ("direct", "{{ 1 / 0 }}", 1, "cannot be written"),
        ("direct", "{{ range(10000000) | list }}", 1, "a call is not read"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_a_fault(name: str, text: str, line: int, message: str) -> None:
    (found,) = faults(name, text)
    assert (found.line, found.warning) == (line, False)
    assert message in found.message


def test_a_near_name_is_suggested() -> None:
    assert faults("direct", "{{ from }}")[0].hint == "did you mean 'form'?"


@pytest.mark.parametrize(
    ("name", "text", "dropped"),
    [
        ("user", USER.replace("conversation>", "talk>"), "the block <conversation>"),
        ("user", USER.replace("question: {{ question.ask | trim }}", ""), "the question"),
        ("user", USER.replace("{{ ending }}", ""), "the answer clause"),
        ("head", shipped()["head"].replace("role: {{ role }}", "{{ role }}"), "the line of the role"),
        ("head", shipped()["head"].replace("{{ fact }}", ""), "the prompted attributes"),
        ("ending", "{{ clause }}", "the number of the attempt"),
        ("vs_standard", shipped()["vs_standard"].replace('"responses"', '"answers"'), "the key of the answers"),
        ("cot", "Think, then answer.", "the key of the reasoning"),
    ],
)
def test_a_dropped_part_of_the_format_is_a_warning(name: str, text: str, dropped: str) -> None:
    found = faults(name, text)
    assert all(each.warning for each in found)
    assert f"the prompt {name!r} no longer holds {dropped}" in [each.message for each in found]
