from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.files.texts import document, faults
from vs_sim.files.yaml_nodes import DEEPEST, MOST_NODES

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + below] * 9)}]\n" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CHAIN = "a0: &a0 [1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 200))


def blocks(depth: int) -> str:
    return "".join(" " * level + "b:\n" for level in range(depth))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LAUGHS, f"more than {MOST_NODES} values"),
        (CHAIN, f"nested more than {DEEPEST} levels"),
        ("a: " + "[" * 5000, f"nested more than {DEEPEST} levels"),
        ("a: " + "{a: " * 5000, f"nested more than {DEEPEST} levels"),
        ("[" * 900_000, f"nested more than {DEEPEST} levels"),
        ("- " * 5000, f"nested more than {DEEPEST} levels"),
        (blocks(900), f"nested more than {DEEPEST} levels"),
        ("a: " + "9" * 5000, "digits"),
        ("a: " + "&a " * 5000, "not YAML"),
    ],
    ids=["laughs", "chain", "brackets", "braces", "megabyte", "dashes", "blocks", "digits", "anchors"],
)
def test_a_bomb_is_refused_before_it_takes_all_memory(text: str, told: str) -> None:
    (fault,) = faults(text)
    assert told in fault.message


@pytest.mark.parametrize(
    "nested", [lambda depth: "[" * depth + "]" * depth, lambda depth: "{a: " * depth + "}" * depth]
)
def test_the_depth_allowed_is_counted_from_the_root(nested: Callable[[int], str]) -> None:
    assert faults("a: " + nested(DEEPEST - 1)) == ()
    assert len(faults("a: " + nested(DEEPEST))) == 1


def test_brackets_in_a_text_are_no_nesting() -> None:
    assert document("a: '" + "[" * 200 + "'").data == {"a": "[" * 200}


def test_a_long_line_is_not_shown_whole() -> None:
    assert len(faults("a: " + "[" * 5000)[0].source or "") < 300


def test_an_alias_may_repeat_a_value_often_enough() -> None:
    assert len(document("a: &a [" + "x," * 60 + "]\nb: [" + "*a," * 60 + "]\n").data["b"]) == 60
