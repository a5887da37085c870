from __future__ import annotations

import pytest
from jinja2 import Environment
from jinja2.exceptions import SecurityError

from vs_sim.elicitation.prompts.sandbox import FILTERS, LONGEST_WORD, bounded, refusals


def refused(template: str) -> list[str]:
    """What a template is refused for."""
    known = frozenset({"description.j2"})
    return [what for _, what in refusals(Environment(autoescape=True).parse(template), known)]


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x' * 9 }}",
        "{{ 9 ** 9 }}",
        "{{ f() }}",
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{{ '%9d' % 1 }}",
    ],
)
def test_what_can_grow_without_end_is_refused(template: str) -> None:
    assert refused(template)


def test_choices_loops_and_known_filters_are_not() -> None:
    assert refused("{% for fact in facts %}{% if fact %}{{ fact | trim }}{% endif %}{% endfor %}") == []


def test_loops_go_two_deep() -> None:
    inner = "{% for a in x %}{% for b in a.y %}{{ b }}{% endfor %}{% endfor %}"
    assert refused(inner) == []
    assert refused("{% for c in z %}" + inner + "{% endfor %}") == [
        "loops go no deeper than 2, and into themselves not at all"
    ]


def test_only_our_own_templates_are_included() -> None:
    assert refused('{% include "description.j2" %}') == []
    assert "found '/etc/passwd'" in refused('{% include "/etc/passwd" %}')[0]
    assert refused("{% include name %}")


def test_an_unknown_filter_is_named_with_those_that_are_known() -> None:
    (what,) = refused("{{ x | pprint }}")
    assert "no filter 'pprint'" in what and ", ".join(sorted(FILTERS)) in what


def test_a_filter_gives_no_endless_text() -> None:
    assert bounded(str.upper)("a") == "A"
    with pytest.raises(SecurityError):
        bounded(lambda text: text * (LONGEST_WORD + 1))("a")
