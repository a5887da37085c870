"""Histories of societies made by hand, and societies of the stand-in, whose law of conformity is declared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from vs_sim.api.runs import simulate
from vs_sim.simulation.session import RunOptions
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.society.opinion_history import OpinionHistory, opinion_history

EXACT = ("models.persona.capability=1",)
"""Without noise of reported probabilities, which shifts what is used by less than .01: their sum is divided out."""
BASE, SLOPE, BIAS = 0.15, 0.5, 0.03
"""The stand-in's declared law: P(change) = BASE + SLOPE x share, and P(up) - P(down) = BIAS where nobody differs."""


def history(
    values: Iterable[Any],
    graph: nx.Graph | None = None,
    heard: Iterable[tuple[int, int, int]] = (),
    scale: tuple[float, float] = (1.0, 7.0),
    shares: Floats | None = None,
) -> OpinionHistory:
    """A society of certain people; row 0 of the values is before the first round."""
    held = np.array([list(row) for row in values], dtype=float)
    n, points = held.shape[1], int(scale[1] - scale[0]) + 1
    certain = np.eye(points)[np.clip(np.nan_to_num(held - scale[0]).round().astype(int), 0, points - 1)]
    stated = certain if shares is None else shares
    means = held if shares is None else stated @ np.arange(scale[0], scale[1] + 1)
    zero = np.zeros(held.shape)
    edges = [] if graph is None else [(u, v, w) for a, b, w in graph.edges(data="weight", default=1.0)
                                      for u, v in ([(b, a)] if graph.is_directed() else [(a, b), (b, a)])]  # fmt: skip
    return OpinionHistory(
        tuple(f"{at:06d}" for at in range(n)), scale, np.zeros(n, bool), held, means, zero, zero, stated,
        np.array([edge[:2] for edge in edges], dtype=np.int64).reshape(-1, 2), np.array([edge[2] for edge in edges]),
        np.array(list(heard), dtype=np.int64).reshape(-1, 3),
    )  # fmt: skip


def standin_society(
    folder: Path, seed: int, people: int = 40, rounds: int = 4, sets: Sequence[str] = EXACT
) -> OpinionHistory:
    """A society of the stand-in, which states its law exactly; other people, ties and answers with every seed."""
    sets = [f"people={people}", f"rounds={rounds}", "exchanges=1", *sets]
    return opinion_history(simulate("climate_network", seed=seed, sets=sets, options=RunOptions(out=folder)))
