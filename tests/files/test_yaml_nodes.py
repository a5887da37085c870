from __future__ import annotations

import pytest

from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.source_text import Source
from vs_sim.files.yaml_nodes import MOST_NODES, Node, parse_node, plain_scalar

PLACE = Source("x", "x").at(0)


def node(text: str) -> Node:
    found = parse_node(Source("x.yaml", text), text)
    assert found is not None
    return found


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(ScenarioError) as caught:
        node(text)
    return caught.value.faults


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("2018-09-04", "2018-09-04"),
        ("1_000", "1_000"),
        ("010", 10),
        ("0x1f", 31),
        ("1e3", 1000.0),
        ("~", None),
        ("True", True),
    ],
)
def test_a_scalar_means_what_it_looks_like(text: str, value: object) -> None:
    assert plain_scalar(text, PLACE) == value


@pytest.mark.parametrize("text", [".inf", ".nan", "1e999", "9" * 101])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError, match="in quotes"):
        plain_scalar(text, PLACE)


def test_every_value_knows_its_place_and_a_key_its_own() -> None:
    key, value = node("a: 1\nbc: [2, 3]\n").value["bc"]
    assert (key.line, key.column, value.place.line, value.place.column) == (2, 1, 2, 5)


def test_a_text_of_nothing_has_no_node() -> None:
    assert parse_node(Source("x", "# only a comment\n"), "# only a comment\n") is None


def test_faults_that_do_not_hide_one_another_are_all_told() -> None:
    found = faults("a: !!python/object:os.system x\nb: 1\nb: 2\n? [x]\n: 1\n<<: {c: 1}\n")
    assert [fault.line for fault in found] == [1, 3, 4, 6]


def test_aliases_are_counted_as_often_as_they_are_used() -> None:
    rows = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + at)}: &{chr(98 + at)} [{', '.join(['*' + chr(97 + at)] * 10)}]\n" for at in range(5)
    )
    assert f"more than {MOST_NODES}" in faults(rows)[0].message


def test_an_anchor_that_is_used_nowhere_is_probably_text() -> None:
    assert "quotes" in (faults("a: &x 1\n")[0].hint or "")
