from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.elicitation.parsing.parse_budget import Fuel, OutOfFuel, TooDeep
from vs_sim.elicitation.parsing.repair import Repairs
from vs_sim.elicitation.parsing.tolerant_json import MAX_DEPTH, Cut, Reader, Record

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def read(text: str) -> tuple[object, int, Repairs]:
    repairs = Repairs()
    value, end = Reader(text, Fuel(len(text)), repairs).read(0)
    return value, end, repairs


@given(st.lists(values, min_size=1, max_size=4))
def test_strict_json_is_read_as_json_reads_it(value: list[object]) -> None:
    written = json.dumps(value)
    assert read(written)[:2] == (value, len(written))


@given(st.lists(st.text(max_size=30), max_size=5))
def test_strings_keep_their_content_whatever_is_repaired_around_them(texts: list[str]) -> None:
    loose = json.dumps({"responses": texts}).replace('"responses"', "responses")[:-1] + ",}"
    assert read(loose)[0] == {"responses": texts}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{'a': 'it's'}", {"a": "it's"}),
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}),
        ('["a" "b"]', ["a", "b"]),
        ("[True, None, undefined, NaN]", [True, None, None, None]),
        ('("a", 0.5)', ["a", 0.5]),
        ('{"a", "b"}', ["a", "b"]),
        ("{a: 0,3}", {"a": "0,3"}),
        ("{a: 70%, b: ~0.3}", {"a": "70%", "b": "~0.3"}),
        ("［“a”，“b”］", ["a", "b"]),
        (r'["\$1 \'x\' caf\xe9 \ud83d\ude00"]', ["$1 'x' café 😀"]),
        ('{"a": [1, 2}', {"a": [1, 2]}),
        ('[{"a": 1}}, {"b": 2}]', [{"a": 1}, {"b": 2}]),
        ('[{"a": 1, {"b": 2}]', [{"a": 1}, {"b": 2}]),
        ('{"a": {"b": 1}, {"b": 2}]}', {"a": [{"b": 1}, {"b": 2}]}),
        ("[1, // one, or so\n 2 /* two */, # three\n]", [1, 2]),
    ],
)
def test_what_models_write_instead_of_json_is_read(text: str, value: object) -> None:
    assert read(text)[0] == value


def test_an_unclosed_object_is_marked() -> None:
    value, _, repairs = read('{"a": 1, "b": "hal')
    assert isinstance(value, Record) and value.cut and dict(value) == {"a": 1} and "truncated" in repairs


def test_an_unclosed_list_is_marked_and_its_last_number_dropped() -> None:
    value, _, _ = read("[1, 2, 0.")
    assert isinstance(value, Cut) and value == [1, 2]


def test_repeated_keys_keep_all_their_values() -> None:
    value, _, _ = read('{"a": 1, "a": 2}')
    assert isinstance(value, Record) and value.pairs == (("a", 1), ("a", 2))


def test_a_fence_ends_what_is_unclosed() -> None:
    text = '["a", "b"\n```\nand "more"'
    assert read(text)[0] == ["a", "b"]


def test_depth_is_bounded() -> None:
    with pytest.raises(TooDeep):
        read("[" * (MAX_DEPTH + 1))


def test_work_is_bounded() -> None:
    with pytest.raises(OutOfFuel):
        Reader('["a" b ' * 1000, Fuel(10), Repairs()).read(0)
