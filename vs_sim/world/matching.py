"""Who meets whom in a round: a random matching on the ties of those who are active."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Literal

import networkx as nx
from pydantic import Field

from vs_sim.core.message import Name
from vs_sim.core.strict_model import Strict
from vs_sim.world.kind import Draws


class ActiveShare(Strict):
    """Each person is active with the same probability."""

    share: float = Field(gt=0, le=1, description="probability that a person is active in a round")


Activation = Literal["all", "by_degree"] | ActiveShare
"""Who may meet somebody: everybody, a share, or people with a probability of their degree over the largest."""


def active_people(graph: nx.Graph, activation: Activation, round_name: str, draws: Draws) -> set[int]:
    """Who is active in a round.

    Args:
        graph: Of at least one node.
        activation: The rule.
        round_name: Of the round, such as `r02`.
        draws: The number in [0, 1) that belongs to a name.
    """
    if activation == "all":
        return set(graph)
    degrees = dict(graph.degree())
    largest = max(degrees.values()) or 1
    share = {
        node: activation.share if isinstance(activation, ActiveShare) else degrees[node] / largest for node in graph
    }
    return {node for node in graph if draws(("society", round_name, "active", str(node))) < share[node]}


def matching(graph: nx.Graph, active: Collection[int], round_name: str, draws: Draws) -> list[tuple[int, int]]:
    """Pairs of people who meet in a round, each person in at most one, sorted.

    Ties are taken in random order, a tie of twice the weight being twice as likely to come before another; a tie is
    kept if both ends are active and free. So no tie between two free people is left over. The first of a pair opens
    the talk: the source of a directed tie, else one of both at random.

    Args:
        graph: Nodes are numbers; ties have a `weight`.
        active: Who may meet somebody.
        round_name: Of the round, such as `r02`.
        draws: The number in [0, 1) that belongs to a name.
    """

    def name(one: int, other: int, what: str) -> Name:
        return "society", round_name, what, str(one), str(other)

    timed = []
    for one, other, weight in graph.edges(data="weight"):
        first, second = (one, other) if graph.is_directed() else (min(one, other), max(one, other))
        if first in active and second in active:
            timed.append((-math.log1p(-draws(name(first, second, "tie"))) / weight, first, second))
    free, pairs = set(active), []
    for _, first, second in sorted(timed):
        if first in free and second in free:
            free -= {first, second}
            turned = not graph.is_directed() and draws(name(first, second, "opens")) < 0.5
            pairs.append((second, first) if turned else (first, second))
    return sorted(pairs)
