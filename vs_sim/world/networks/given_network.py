"""A network that is given in Python, a table of ties or a graph of networkx, as a file that a scenario can name."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import networkx as nx
import pandas as pd

from vs_sim.errors import VsSimError

GivenNetwork: TypeAlias = pd.DataFrame | nx.Graph
"""A table with the columns `source` and `target`, perhaps `weight`, and what else is known of each tie; or a graph."""


def write_network(network: GivenNetwork, folder: Path) -> Path:
    """Write a network into a folder: a table as CSV, so that faults point to its rows, a graph as GraphML.

    Args:
        network: Ends of ties are people by their identity, or else by their number from 0.
        folder: Exists.

    Raises:
        VsSimError: It is neither a table nor a graph, or a graph that GraphML cannot hold.
    """
    if isinstance(network, pd.DataFrame):
        file = folder / "network.csv"
        network.to_csv(file, index=False)
        return file
    if not isinstance(network, nx.Graph):
        raise VsSimError(f"a network is a table or a graph of networkx, found {type(network).__name__}")
    file = folder / "network.graphml"
    try:
        nx.write_graphml(network, file)
    except (nx.NetworkXError, TypeError) as error:
        raise VsSimError(f"the graph cannot be written: {error}", hint="attributes are numbers or texts") from error
    return file
