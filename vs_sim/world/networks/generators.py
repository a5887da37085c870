"""Random graphs that a scenario may name: those of networkx, each with the parameters that it takes here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
from pydantic import Field, ValidationError

from vs_sim.core.strict_model import Strict
from vs_sim.errors import UnknownName

Make = Callable[[int, Any, int], nx.Graph]


class _None(Strict):
    """No parameters."""


class _SmallWorld(Strict):
    k: int = Field(ge=2, description="neighbours of each in the ring")
    p: float = Field(ge=0, le=1, description="share of ties that are rewired")


class _Random(Strict):
    p: float = Field(ge=0, le=1, description="probability of a tie")


class _Attachment(Strict):
    m: int = Field(ge=1, description="ties of each who joins")


class _Clustered(Strict):
    m: int = Field(ge=1, description="ties of each who joins")
    p: float = Field(ge=0, le=1, description="probability of closing a triangle")


class _Regular(Strict):
    d: int = Field(ge=0, description="ties of each")


class _Caves(Strict):
    k: int = Field(ge=2, description="people of each group, who all know each other and nobody else")


class _Blocks(Strict):
    sizes: list[int] = Field(min_length=1, description="people of each block")
    p: list[list[float]] = Field(description="probability of a tie between every two blocks")


GENERATORS: Mapping[str, tuple[type[Strict], Make]] = {
    "watts_strogatz": (_SmallWorld, lambda n, own, seed: nx.watts_strogatz_graph(n, own.k, own.p, seed=seed)),
    "erdos_renyi": (_Random, lambda n, own, seed: nx.gnp_random_graph(n, own.p, seed=seed)),
    "barabasi_albert": (_Attachment, lambda n, own, seed: nx.barabasi_albert_graph(n, own.m, seed=seed)),
    "powerlaw_cluster": (_Clustered, lambda n, own, seed: nx.powerlaw_cluster_graph(n, own.m, own.p, seed=seed)),
    "random_regular": (_Regular, lambda n, own, seed: nx.random_regular_graph(own.d, n, seed=seed)),
    "stochastic_block_model": (
        _Blocks,
        lambda n, own, seed: _plain(nx.stochastic_block_model(own.sizes, own.p, seed=seed)),
    ),
    "caveman": (_Caves, lambda n, own, seed: nx.caveman_graph(n // own.k, own.k)),
    "complete": (_None, lambda n, own, seed: nx.complete_graph(n)),
    "cycle": (_None, lambda n, own, seed: nx.cycle_graph(n)),
    "path": (_None, lambda n, own, seed: nx.path_graph(n)),
    "star": (_None, lambda n, own, seed: nx.star_graph(n - 1)),
    "karate_club": (_None, lambda n, own, seed: _plain(nx.karate_club_graph())),
}
"""Name to the schema of the parameters, and the graph of n people with a seed."""

_QUADRATIC = frozenset({"complete", "erdos_renyi", "stochastic_block_model"})
MOST_OF_QUADRATIC = 3_000
"""People in a graph whose generator looks at every pair of them."""


def _plain(graph: nx.Graph) -> nx.Graph:
    """The same nodes and edges without what the generator notes about them."""
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(graph.edges)
    return plain


def generated(name: str, parameters: Mapping[str, Any], people: int, seed: int) -> nx.Graph:
    """A graph whose nodes are 0, 1, …, `people` - 1.

    Args:
        name: A generator.
        parameters: Its own.
        people: Nodes wanted; a generator of a fixed size may give others.
        seed: Of networkx, in [0, 2**32).

    Raises:
        UnknownName: No generator has that name.
        ValueError: The parameters do not fit it.
    """
    if name not in GENERATORS:
        raise UnknownName("network generator", name, sorted(GENERATORS))
    if name in _QUADRATIC and people > MOST_OF_QUADRATIC:
        raise ValueError(f"{name} looks at every pair of people: at most {MOST_OF_QUADRATIC:,} people")
    schema, make = GENERATORS[name]
    try:
        return make(people, schema.model_validate(dict(parameters)), seed)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        known = ", ".join(schema.model_fields) or "none"
        raise ValueError(f"{place}: {first['msg'].lower()}; {name} takes {known}") from None
    except nx.NetworkXError as error:
        raise ValueError(f"{name}: {error}") from None
