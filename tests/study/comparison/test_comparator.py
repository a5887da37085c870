from __future__ import annotations

from vs_sim.study.comparison.comparator import Comparator


def test_what_a_comparator_lacks_is_not_compared() -> None:
    empty = Comparator("nobody")
    assert empty.head is None and not (empty.outcomes or empty.behaviour or empty.language or empty.context)
