"""Who talks together in a round where more than two may: a person and neighbours of theirs, all of them free."""

from __future__ import annotations

import math
from collections.abc import Collection

import networkx as nx

from vs_sim.world.kind import Draws


def gatherings(
    graph: nx.Graph, active: Collection[int], size: int, round_name: str, draws: Draws
) -> list[tuple[int, ...]]:
    """Groups of people who talk in a round, each person in at most one, sorted by who opens.

    In random order, each active person who is still free gathers up to `size` - 1 free active neighbours, a tie of
    twice the weight being twice as likely to come before another; who finds nobody stays alone.

    Args:
        graph: Nodes are numbers; ties have a `weight`.
        active: Who may meet somebody.
        size: The most people of a group, 2 or more.
        round_name: Of the round, such as `r02`.
        draws: The number in [0, 1) that belongs to a name.

    Returns:
        Of each group who opens, and then the others by number.
    """
    free, groups = set(active), []
    for person in sorted(active, key=lambda each: (draws(("society", round_name, "gathers", str(each))), each)):
        if person not in free:
            continue
        others = nx.all_neighbors(graph, person) if graph.is_directed() else graph.neighbors(person)
        timed = []
        for other in sorted(set(others) & free):
            tie = (person, other) if graph.has_edge(person, other) else (other, person)
            drawn = draws(("society", round_name, "joins", str(person), str(other)))
            timed.append((-math.log1p(-drawn) / graph.edges[tie]["weight"], other))
        chosen = sorted(other for _, other in sorted(timed)[: size - 1])
        if chosen:
            groups.append((person, *chosen))
            free -= {person, *chosen}
    return sorted(groups)
