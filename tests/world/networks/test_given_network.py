from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from vs_sim.api.runs import simulate
from vs_sim.errors import ScenarioError, VsSimError
from vs_sim.log.run import Run
from vs_sim.simulation.session import RunOptions
from vs_sim.world.networks.given_network import GivenNetwork, write_network

TIES = pd.DataFrame({"source": [0, 1, 2], "target": [1, 2, 3], "weight": [2.0, 1.0, 1.0], "relation": ["sisters"] * 3})


def held(folder: Path, network: GivenNetwork, *sets: str) -> Run:
    changes = ["people=4", "rounds=1", "exchanges=1", *sets]
    return simulate("climate_network", sets=changes, network=network, options=RunOptions(out=folder / "run"))


def test_a_table_of_ties_is_the_network_and_is_kept_with_the_run(tmp_path: Path) -> None:
    run = held(tmp_path, TIES)
    assert len(run.ties) == 6
    assert run.ties["weight"].max() == 2
    assert len(list((run.folder / "inputs").glob("network*.csv"))) == 1
    talk = next(str(name) for name in run.calls["name"] if "/with " in name)
    assert "relation: sisters" in run.request(talk).messages[-1].content


def test_a_directed_table_is_read_so_where_it_is_said(tmp_path: Path) -> None:
    assert len(held(tmp_path, TIES, "network.directed=true").ties) == 3


def test_a_graph_of_networkx_is_the_network_with_the_attributes_of_its_nodes(tmp_path: Path) -> None:
    graph = nx.path_graph(4)
    nx.set_node_attributes(graph, {n: f"street {n}" for n in graph}, "home")
    run = held(tmp_path, graph)
    assert len(run.ties) == 6
    assert "home: street " in run.request(str(run.calls["name"][0])).messages[-1].content


def test_a_tie_to_nobody_is_a_fault_at_its_row(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"network\.csv:3.*nobody is called '9'"):
        held(tmp_path, pd.DataFrame({"source": [0, 1], "target": [1, 9]}))


def test_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VsSimError, match="found list"):
        write_network([(0, 1)], tmp_path)
