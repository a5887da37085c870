from __future__ import annotations

import pytest

from vs_sim.errors import ScenarioError
from vs_sim.files.source_text import Source
from vs_sim.files.yaml_nodes import parse_node


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [("a: 1\n\tb: 2\n", 2, 1, "indent with spaces"), ("a: say: it\n", 1, 7, "quote text"),
     ("a: 1\nb:2\nc: 3\n", 2, 1, "a space after the colon"), ("a: [1, 2\n", 1, 4, "not closed"),
     ('a: "one\nb: 2\n', 1, 4, "not closed"), ("a: @x\n", 1, 4, "in quotes"), ("a： 1\nb: 2\n", 2, 2, "a wide colon")],
)  # fmt: skip
def test_a_slip_is_told_where_it_was_made_and_what_to_do(text: str, line: int, column: int, hint: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_node(Source("x.yaml", text), text)
    (fault,) = caught.value.faults
    assert fault.message.startswith("not YAML")
    assert (fault.line, fault.column) == (line, column)
    assert hint in (fault.hint or "")
