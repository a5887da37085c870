from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from vs_sim.errors import ScenarioError
from vs_sim.world.networks.graphml import read_graphml_file

BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<graphml><graph edgedefault="undirected"><node id="&b;"/></graph></graphml>
"""


def written(folder: Path, graph: nx.Graph) -> Path:
    nx.write_graphml(graph, folder / "net.graphml")
    return folder / "net.graphml"


def test_what_networkx_writes_is_read_with_its_attributes(tmp_path: Path) -> None:
    graph: nx.Graph = nx.Graph()
    graph.add_node("ann", job="clerk")
    graph.add_edge("ann", "bob", weight=2.5, relation="friends")
    read = read_graphml_file(written(tmp_path, graph))
    assert read.nodes["ann"] == {"job": "clerk"}
    assert read.edges["ann", "bob"]["weight"] == 2.5
    assert read.edges["ann", "bob"]["attributes"] == {"relation": "friends"}


def test_directed_ties_stay_directed(tmp_path: Path) -> None:
    assert read_graphml_file(written(tmp_path, nx.DiGraph([("a", "b")]))).is_directed()


def test_entities_are_refused_unread_at_their_place(tmp_path: Path) -> None:
    (tmp_path / "net.graphml").write_text(BOMB, encoding="utf-8")
    with pytest.raises(ScenarioError, match="a document type is not read") as error:
        read_graphml_file(tmp_path / "net.graphml")
    assert error.value.faults[0].line == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<graphml", "no GraphML that can be read"),
        ("<html/>", "no GraphML that can be read"),
        (
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected"><node id="a"/>'
            '<edge source="a" target="a"/></graph></graphml>',
            "a tie of a to themselves",
        ),
    ],
)
def test_what_is_no_network_is_told(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "net.graphml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=said):
        read_graphml_file(tmp_path / "net.graphml")


def test_more_than_one_tie_of_two_people_is_told(tmp_path: Path) -> None:
    graph: nx.MultiGraph = nx.MultiGraph([("a", "b"), ("a", "b")])
    with pytest.raises(ScenarioError, match="more than one tie"):
        read_graphml_file(written(tmp_path, graph))
