"""Ties that change: after a round some are cut, and who cuts one is tied to somebody else instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from vs_sim.world.kind import Draws
from vs_sim.world.rounds.round_settings import Rewire


@dataclass(frozen=True)
class TieChange:
    """One tie that was replaced: who did it, whom they lost, and whom they gained."""

    person: int
    lost: int
    gained: int


def rewired(
    graph: nx.Graph, rewire: Rewire, stances: Mapping[int, float], round_name: str, draws: Draws
) -> Sequence[TieChange]:
    """Which ties of an undirected graph are replaced after a round; the graph is changed.

    Ties are looked at in order. By `agreement` (as in Holme and Newman 2006, and Kozma and Barrat 2008) a tie of people
    whose stances differ by more than the tolerance is cut with the probability `share`: one of both, at random, is tied
    to a random person within the tolerance instead. By `random` any tie is cut with that probability, and replaced by a
    tie to anybody, which changes as many ties without regard to stances. There is never a second tie of two people, and
    none of somebody to themselves; where nobody is left to be tied to, the tie stays. Their number is kept.

    Args:
        graph: Nodes are numbers; ties have `weight` and `attributes`.
        rewire: The rule.
        stances: Of those whose stance is known; by agreement others keep their ties.
        round_name: Of the round, such as `r02`.
        draws: The number in [0, 1) that belongs to a name.
    """
    changes = []
    for one, other in sorted((min(tie), max(tie)) for tie in graph.edges):
        if not _cut(rewire, stances, one, other) or _drawn(draws, round_name, one, other, "cut") >= rewire.share:
            continue
        turned = _drawn(draws, round_name, one, other, "who") < 0.5
        person, lost = (other, one) if turned else (one, other)
        eligible = [each for each in _wanted(graph, rewire, stances, person) if each not in (person, lost)]
        eligible = [each for each in eligible if not graph.has_edge(person, each)]
        if not eligible:
            continue
        gained = eligible[int(_drawn(draws, round_name, one, other, "whom") * len(eligible))]
        weight = graph.edges[person, lost]["weight"]
        graph.remove_edge(person, lost)
        graph.add_edge(person, gained, weight=weight, attributes={})
        changes.append(TieChange(person, lost, gained))
    return changes


def _drawn(draws: Draws, round_name: str, one: int, other: int, what: str) -> float:
    return draws(("society", round_name, f"rewire {what}", str(one), str(other)))


def _cut(rewire: Rewire, stances: Mapping[int, float], one: int, other: int) -> bool:
    if rewire.tolerance is None:
        return True
    return one in stances and other in stances and abs(stances[one] - stances[other]) > rewire.tolerance


def _wanted(graph: nx.Graph, rewire: Rewire, stances: Mapping[int, float], person: int) -> list[int]:
    if rewire.tolerance is None:
        return sorted(graph)
    return [each for each in sorted(stances) if abs(stances[each] - stances[person]) <= rewire.tolerance]
