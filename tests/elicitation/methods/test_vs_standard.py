from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elicitation.conversing import LAW, hold, law_of, weighted
from vs_sim.core.question import Question
from vs_sim.elicitation.prompts.weight_definition import WEIGHTS
from vs_sim.errors import Unparsed


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=30))
def test_a_whole_distribution_with_true_weights_is_the_law(masses: list[int]) -> None:
    law = {str(number): mass / sum(masses) for number, mass in enumerate(masses)}
    question = Question.model_validate({"ask": "?", "of": "persuadee", "answer": {"amount": [0, 30], "step": 1}})
    found = hold("vs_standard", lambda _: weighted(law), question, k=len(law))
    assert law_of(found) == pytest.approx({float(value): p for value, p in law.items()}, abs=1e-12)


@given(st.lists(st.floats(-0.01, 0.01), min_size=4, max_size=4))
def test_weights_wrong_by_epsilon_give_a_law_wrong_by_epsilon(errors: list[float]) -> None:
    centred = [error - sum(errors) / 4 for error in errors]
    wrong = {text: p + error for (text, p), error in zip(LAW.items(), centred, strict=True)}
    found = hold("vs_standard", lambda _: weighted(wrong), k=4)
    epsilon = max(abs(error) for error in centred)
    assert max(abs(found.probabilities[at] - p) for at, p in enumerate(LAW.values())) <= epsilon + 1e-9


@pytest.mark.parametrize(
    ("definition", "weights"),
    [("percentage", (75, 25)), ("nll", (0.2876820724517809, 1.3862943611198906)), ("perplexity", (1 / 0.75, 4))],
)
def test_every_scale_of_weights_is_read_as_the_same_law(definition: str, weights: tuple[float, float]) -> None:
    field = WEIGHTS[definition].field  # type: ignore[index]  # one of the seven
    raw = weighted(dict(zip(("0", "1"), weights, strict=True)), field)
    assert law_of(hold("vs_standard", lambda _: raw, k=2, definition=definition)) == pytest.approx({0.0: 0.75, 1: 0.25})


def test_relative_weights_claim_no_share_of_the_whole() -> None:
    found = hold("vs_standard", lambda _: weighted({"0": 1, "1": 0.6}), k=2, definition="relative")
    assert found.listed != found.listed
    assert law_of(found) == pytest.approx({0.0: 0.625, 1.0: 0.375})


def test_percentages_are_stated_as_shares() -> None:
    found = hold("vs_standard", lambda _: weighted({"0": 50, "1": 30}), k=2, definition="percentage")
    assert [candidate.stated for candidate in found.candidates] == [0.5, 0.3]
    assert found.listed == pytest.approx(0.8)


def test_a_filter_drops_what_claims_the_threshold_by_name() -> None:
    raw = weighted({"0": 0.3, "1": 0.05, "2": 0.04})
    found = hold("vs_standard", lambda _: raw, k=3, threshold=0.1, filter=True)
    assert law_of(found) == pytest.approx({1.0: 5 / 9, 2.0: 4 / 9})
    assert found.repairs[-1].kind == "threshold"


def test_a_tail_that_is_all_below_the_threshold_is_kept_whole() -> None:
    raw = weighted({"0": 0.05, "1": 0.05, "2": 0.05})
    assert len(hold("vs_standard", lambda _: raw, k=3, threshold=0.1, filter=True)) == 3


def test_a_filter_that_leaves_nothing_is_an_unreadable_answer() -> None:
    with pytest.raises(Unparsed) as caught:
        hold("vs_standard", lambda _: weighted({"0": 0.5, "1": 0.5}), threshold=0.1, filter=True)
    assert caught.value.reason == "above_threshold"


def test_without_a_filter_a_threshold_is_a_clause_only() -> None:
    assert len(hold("vs_standard", lambda _: weighted({"0": 0.5, "1": 0.5}), k=2, threshold=0.1)) == 2
