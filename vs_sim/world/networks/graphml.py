"""A network from a GraphML file, as Gephi, yEd, igraph and networkx write it.

XML can define entities that unfold without end or name other files; a file with a document type is refused unread.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import ParseError

import networkx as nx

from vs_sim.files.source_text import Place, Source, read_source

LARGEST_GRAPHML = 5_000_000
"""Bytes of a GraphML file."""
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DOCUMENT_TYPE = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.I)


def read_graphml_file(path: Path) -> nx.Graph:
    """The graph of a GraphML file; nodes are the identifiers of the file, attributes are kept.

    Raises:
        ScenarioError: It cannot be read, is no GraphML, holds a document type, or a tie of somebody to themselves,
            a tie twice, or a weight that is not above 0.
    """
    source = read_source(path, LARGEST_GRAPHML)
    if found := _DOCUMENT_TYPE.search(source.text):
        raise source.at(found.start()).error("a document type is not read", hint="delete it: GraphML needs none")
    text = _DECLARATION.sub("", source.text, count=1)
    try:
        read = nx.parse_graphml(text)
    except (nx.NetworkXError, ParseError, ValueError, KeyError, TypeError, IndexError) as error:
        raise Place(source).error(f"no GraphML that can be read: {error}") from error
    if read.is_multigraph():
        raise Place(source).error("two people have more than one tie", hint="keep one edge of every two nodes")
    return _checked(read, source)


def _checked(read: nx.Graph, source: Source) -> nx.Graph:
    graph: nx.Graph = nx.DiGraph() if read.is_directed() else nx.Graph()
    for node, known in read.nodes(data=True):
        graph.add_node(str(node), **known)
    for one, other, known in read.edges(data=True):
        weight = known.get("weight", 1.0)
        if one == other:
            raise Place(source).error(f"a tie of {one} to themselves", hint="delete it")
        if isinstance(weight, str) or not weight > 0:
            raise Place(source).error(f"the tie of {one} and {other} has weight {weight!r}", hint="above 0")
        rest = {str(name): value for name, value in known.items() if name not in ("weight", "id")}
        graph.add_edge(str(one), str(other), weight=float(weight), place=Place(source), attributes=rest)
    return graph
