from __future__ import annotations

import pytest

from vs_sim.errors import Fault
from vs_sim.files.jsonl_table import jsonl_cells
from vs_sim.files.source_text import Place, Source

PLACE = Place(Source("t.jsonl", ""), 1, 1)


def test_an_object_is_read_as_it_is() -> None:
    assert jsonl_cells(PLACE, '{"a": 1, "b": "x\\ny", "c": true, "d": null}') == {
        "a": 1,
        "b": "x y",
        "c": "yes",
        "d": None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a": ' + "9" * 6000 + "}",
        '{"a": 1e400}',
        '{"a": ' + "9" * 310 + "}",
        '{"a": {"b": 1}}',
        '{"a": 1, "A": 2}',
        '{"a": "' + "x" * 1_000_001 + '"}',
    ],
)
def test_what_is_beyond_all_bounds_is_a_fault(text: str) -> None:
    assert isinstance(jsonl_cells(PLACE, text), Fault)
