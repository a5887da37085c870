from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.distribution import Candidate
from vs_sim.elicitation.parsing.candidates import MAX_CANDIDATES, MAX_TEXT, Listed, distribution, merge
from vs_sim.elicitation.parsing.repair import Repairs, Unusable


def kinds(found: Listed, k: int | None) -> list[str]:
    return [repair.kind for repair in distribution(found, k, "explicit", Repairs()).repairs]


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=8))
def test_stated_weights_become_probabilities_in_proportion(weights: list[float]) -> None:
    texts = tuple(str(at) for at in range(len(weights)))
    found = distribution(Listed(texts, tuple(weights)), None, "explicit", Repairs()).candidates
    assert sum(each.probability for each in found) == pytest.approx(1)
    assert [each.probability * sum(weights) for each in found] == pytest.approx(weights)


def test_without_weights_every_answer_counts_the_same_and_none_is_stated() -> None:
    found = distribution(Listed(("a", "b")), 2, "explicit", Repairs()).candidates
    assert found == (Candidate("a", None, 0.5), Candidate("b", None, 0.5))


def test_the_same_answer_twice_is_one_with_both_weights() -> None:
    found = distribution(Listed(("a", "b", "a"), (0.2, 0.5, 0.3)), 3, "explicit", Repairs())
    assert [(each.text, each.stated) for each in found.candidates] == [("a", 0.5), ("b", 0.5)]
    assert [repair.kind for repair in found.repairs] == ["duplicate", "fewer_than_k"]


def test_more_answers_than_asked_for_are_kept_and_named() -> None:
    assert kinds(Listed(("a", "b"), (0.5, 0.5)), 1) == ["more_than_k"]


def test_a_lost_candidate_is_named_and_too_many_make_the_answer_unreadable() -> None:
    assert "lost_candidate" in kinds(Listed(("a", "b", "c"), (0.3, 0.3, 0.3), lost=(0.1,)), None)
    with pytest.raises(Unusable, match="too_much_lost"):
        kinds(Listed(("a",), (0.3,), lost=(0.7,)), None)


@pytest.mark.parametrize(
    ("texts", "reason"), [(tuple("a" * (MAX_CANDIDATES + 1)), "too_many"), (("a" * (MAX_TEXT + 1),), "too_long")]
)
def test_a_runaway_reply_is_no_distribution(texts: tuple[str, ...], reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        kinds(Listed(texts), None)


def test_merging_weights_that_do_not_add_keeps_the_first() -> None:
    pair = [Candidate("a", 1.5, 0.4), Candidate("A", 2.5, 0.6)]
    (one,) = merge(pair, lambda each: each.text.lower(), additive=False)
    assert one == Candidate("a", 1.5, 1.0)
