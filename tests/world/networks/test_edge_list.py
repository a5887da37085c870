from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import ScenarioError
from vs_sim.world.networks.edge_list import read_edge_list


def read(folder: Path, text: str, *, directed: bool = False) -> list[tuple[str, str, float, object]]:
    file = folder / "ties.csv"
    file.write_text(text, encoding="utf-8")
    graph = read_edge_list(file, directed=directed)
    return [(one, other, tie["weight"], tie["attributes"]) for one, other, tie in graph.edges(data=True)]


def test_ties_have_weights_and_attributes(tmp_path: Path) -> None:
    found = read(tmp_path, "source,target,weight,relation\nann,bob,2,friends\nbob,cy,,colleagues\n")
    assert found == [("ann", "bob", 2.0, {"relation": "friends"}), ("bob", "cy", 1.0, {"relation": "colleagues"})]


def test_there_and_back_are_two_ties_where_ties_are_directed(tmp_path: Path) -> None:
    assert len(read(tmp_path, "source,target\nann,bob\nbob,ann\n", directed=True)) == 2


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("ann,bob,1\nbob,ann,1", 3, "is written twice"),
        ("ann,ann,1", 2, "to themselves"),
        ("ann,bob,0", 2, "a weight is a number above 0"),
        ("ann,bob,-1", 2, "a weight is a number above 0"),
        ("ann,,1", 2, "has two ends"),
    ],
)
def test_an_odd_row_is_a_fault_at_its_line(rows: str, line: int, said: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=said) as error:
        read(tmp_path, f"source,target,weight\n{rows}\n")
    assert [fault.line for fault in error.value.faults] == [line]


def test_a_table_without_ends_is_no_edge_list(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="has the columns source and target; found from, to"):
        read(tmp_path, "from,to\nann,bob\n")
