"""Who moved whom: how far each person has moved towards every other, and which stances were handed on how far."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vs_sim.study.data.ecdf import Floats
from vs_sim.study.society.opinion_history import SAME_POINT, Integers, OpinionHistory

_TAKEN_OVER = 0.5
"""The part of the way towards somebody from which a stance counts as taken over."""


def moved_towards(history: OpinionHistory) -> Floats:
    """How far each person has moved towards each other whom they had just heard, in points: shape (n, n).

    Rows: who moved; columns: who was heard. Moves away count as negative. A move is the mean of the stated distribution
    less the stance before; where several were heard, each is given the whole move.
    """
    n = len(history.units)
    found = np.zeros((n, n))
    at, listener, speaker = history.heard.T
    before = history.known[at - 1, listener]
    distance, move = history.known[at - 1, speaker] - before, history.means[at, listener] - before
    towards = np.nan_to_num(move * np.sign(distance))
    np.add.at(found, (listener, speaker), np.where(np.abs(distance) >= SAME_POINT, towards, 0.0))
    return found


def carriers(history: OpinionHistory) -> Iterator[Integers]:
    """Before the first round and after each: how many people each person's first stance has reached, shape (n,).

    Everybody begins as the holder of a stance of their own. Who has moved half of the way or more towards somebody they
    heard, who stood elsewhere, carries that person's from then on; of several that of the nearest to where they stand.
    """
    n = len(history.units)
    carried = np.arange(n)
    reached = np.eye(n, dtype=bool)
    yield reached.sum(axis=1)
    for at in range(1, history.rounds + 1):
        _, listener, speaker = history.heard[history.heard[:, 0] == at].T
        before, said = history.known[at - 1, listener], history.known[at - 1, speaker]
        distance, move = said - before, history.values[at, listener] - before
        taken = (np.abs(distance) >= SAME_POINT) & (move * np.sign(distance) >= _TAKEN_OVER * np.abs(distance))
        nearest = np.argsort(-np.abs(history.values[at, listener] - said), kind="stable")
        nearest = nearest[taken[nearest]]
        carried_now = carried.copy()
        carried_now[listener[nearest]] = carried[speaker[nearest]]
        carried = carried_now
        reached[carried, np.arange(n)] = True
        yield reached.sum(axis=1)
