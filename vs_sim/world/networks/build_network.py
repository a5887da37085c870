"""The network among the people of a scenario: generated or read, and every tie joined to the people it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean

import networkx as nx
import numpy as np

from vs_sim.core.persona import Persona
from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.csv_sheet import MOST_FAULTS
from vs_sim.files.source_text import Place, Source
from vs_sim.seeds import generator, key
from vs_sim.world.networks.edge_list import read_edge_list
from vs_sim.world.networks.generators import generated
from vs_sim.world.networks.graphml import read_graphml_file
from vs_sim.world.networks.network import Homophily, Network
from vs_sim.world.networks.placement import TOLERANCE, Ties, place

GRAPHML = ".graphml"


def build_network(network: Network, people: Sequence[Persona], seed: int, folder: Path) -> nx.Graph:
    """The graph among people: node i is the i-th of them, ties have a `weight` and `attributes`.

    A generated graph has its places filled by a random permutation, or by attribute. The nodes of a file are people by
    their identity (`person` of a table of personas), or else by their number from 0.

    Args:
        network: As the scenario writes it.
        people: Everybody, in order.
        seed: Of the run.
        folder: Where a file is looked for.

    Raises:
        ScenarioError: A file has faults, or names people who do not take part.
        UnknownName: There is no such generator.
        ValueError: The graph does not fit the people, or the homophily that is wanted was not found.
    """
    if network.file is not None:
        return _of_file(network, people, folder / network.file)
    name = network.generator or ""
    graph = generated(name, network.parameters, len(people), key(seed, "network", name) % 2**32)
    if len(graph) != len(people):
        raise ValueError(f"{name} has {len(graph)} nodes, and there are {len(people)} people")
    graph = nx.convert_node_labels_to_integers(graph, ordering="sorted")
    ties = np.array(sorted(graph.edges), dtype=np.int64).reshape(-1, 2)
    random = generator(seed, "network", "place")
    order = (
        random.permutation(len(people))
        if network.homophily is None
        else _alike(network.homophily, people, ties, random)
    )
    made: nx.Graph = nx.Graph()
    made.add_nodes_from(range(len(people)))
    made.add_edges_from((int(order[one]), int(order[other])) for one, other in ties)
    nx.set_edge_attributes(made, 1.0, "weight")
    for _, _, known in made.edges(data=True):
        known["attributes"] = {}
    return made


def _alike(wanted: Homophily, people: Sequence[Persona], ties: Ties, random: np.random.Generator) -> Ties:
    lacking = sum(wanted.trait not in person.traits for person in people)
    if lacking:
        known = ", ".join(dict.fromkeys(name for person in people for name in person.traits)) or "none"
        raise ValueError(f"{lacking} of {len(people)} people have no attribute {wanted.trait!r}; known: {known}")
    order, reached = place([person.traits[wanted.trait] for person in people], ties, wanted.assortativity, random)
    if not abs(reached - wanted.assortativity) <= TOLERANCE:
        raise ValueError(
            f"no placement by {wanted.trait} has assortativity {wanted.assortativity:g}; found {reached:.2f}"
        )
    return order


def _of_file(network: Network, people: Sequence[Persona], path: Path) -> nx.Graph:
    if network.homophily is not None:
        raise ValueError("homophily places people in a generated graph; a file says who is who")
    if path.suffix.lower() == GRAPHML:
        read = read_graphml_file(path)
    else:
        read = read_edge_list(path, network.csv, directed=network.directed)
    numbers = _numbers(read, people, path)
    made: nx.Graph = nx.DiGraph() if read.is_directed() else nx.Graph()
    made.add_nodes_from(range(len(people)))
    for node, known in read.nodes(data=True):
        made.nodes[numbers[node]].update(known)
    for one, other, known in read.edges(data=True):
        made.add_edge(numbers[one], numbers[other], weight=known["weight"], attributes=known["attributes"])
    return made


def _numbers(read: nx.Graph, people: Sequence[Persona], path: Path) -> Mapping[str, int]:
    """The number of the person that each node names.

    Raises:
        ScenarioError: A node names nobody, or more than one person.
    """
    times = Counter(person.person for person in people)
    by_identity = {person.person: number for number, person in enumerate(people)}
    named = any(node in by_identity for node in read)
    known = by_identity if named else {str(number): number for number in range(len(people))}
    whole = Place(Source(str(path), ""))
    faults: list[Fault] = []
    for node in read:
        if node in known and not (named and times[node] > 1):
            continue
        at = next((tie["place"] for one, other, tie in read.edges(data=True) if node in (one, other)), whole)
        several = f"{times[node]} people are called {node!r}" if node in known else f"nobody is called {node!r}"
        hint = "people are named by their identity" if named else f"people are numbered from 0 to {len(people) - 1}"
        faults.append(at.fault(several, hint=hint))
    if faults:
        raise ScenarioError(faults[:MOST_FAULTS])
    return {node: known[node] for node in read}


def network_understood(graph: nx.Graph) -> str:
    """A network in a sentence: nodes, edges, degrees, components.

    Args:
        graph: Of at least one node.
    """
    degrees = [degree for _, degree in graph.degree()]
    parts = nx.weakly_connected_components(graph) if graph.is_directed() else nx.connected_components(graph)
    sizes = sorted((len(part) for part in parts), reverse=True)
    alone = degrees.count(0)
    components = "connected" if len(sizes) == 1 else f"{len(sizes)} components, the largest of {sizes[0]}"
    return (
        f"network: {len(graph)} people, {graph.number_of_edges()} {'directed ' if graph.is_directed() else ''}ties, "
        f"degrees {min(degrees)} to {max(degrees)} (mean {mean(degrees):.2f}), {components}"
        + (f", {alone} without any tie" if alone else "")
    )
