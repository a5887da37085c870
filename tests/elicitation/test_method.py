from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.elicitation.golden import DONATION, UTTERANCE, context
from vs_sim.core.distribution import Distribution
from vs_sim.core.message import Reply, Request
from vs_sim.core.question import Choice, Question
from vs_sim.elicitation.method import METHODS, elicit
from vs_sim.elicitation.prompts.weight_definition import WEIGHTS
from vs_sim.errors import Unparsed

Script = Callable[[Request], str]
LAW = {"0": 0.4, "0.5": 0.3, "1": 0.2, "2": 0.1}


def hold(method: str, script: Script, question: Question = DONATION, **options: Any) -> Distribution:
    """The distribution of a conversation with a script."""
    flow = elicit(Choice(name=method, options=options), question, context())
    request = next(flow)
    try:
        while True:
            request = flow.send(Reply(script(request)))
    except StopIteration as end:
        found: Distribution = end.value
        return found


def turns(method: str, replies: Iterable[str], **options: Any) -> list[Request]:
    """The requests of a conversation with prepared replies."""
    asked: list[Request] = []
    prepared = iter(replies)

    def script(request: Request) -> str:
        asked.append(request)
        return next(prepared)

    hold(method, script, **options)
    return asked


def weighted(law: Mapping[str, float], field: str = "probability", **extra: str) -> str:
    return json.dumps(extra | {"responses": [{"text": text, field: weight} for text, weight in law.items()]})


def law_of(distribution: Distribution) -> dict[float | str | None, float]:
    return {c.value if c.value is not None else c.text: c.probability for c in distribution.candidates}


def test_a_list_is_uniform_whatever_the_law() -> None:
    found = hold("sequence", lambda _: json.dumps({"responses": list(LAW)}), k=4)
    assert law_of(found) == {0.0: 0.25, 0.5: 0.25, 1.0: 0.25, 2.0: 0.25}


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


def test_one_answer_asked_for_directly_is_certain() -> None:
    assert law_of(hold("direct", lambda _: "0.50")) == {0.5: 1.0}


def test_a_reasoning_is_not_an_answer() -> None:
    assert law_of(hold("cot", lambda _: '{"reasoning": "They have 2 dollars.", "response": "1"}')) == {1.0: 1.0}


def test_weights_after_a_reasoning_are_read_as_without() -> None:
    assert law_of(hold("vs_cot", lambda _: weighted(LAW, reasoning="Hm."), k=4)) == law_of(
        hold("vs_standard", lambda _: weighted(LAW), k=4)
    )


def test_a_conversation_of_turns_is_uniform_over_its_answers() -> None:
    replies = iter(["0", "1", "2"])
    assert law_of(hold("multi_turn", lambda _: next(replies), k=3)) == pytest.approx({0.0: 1 / 3, 1: 1 / 3, 2: 1 / 3})


def test_an_answer_repeated_in_a_later_turn_counts_twice() -> None:
    replies = iter(["1", "$1.00", "0"])
    found = hold("multi_turn", lambda _: next(replies), k=3)
    assert law_of(found) == pytest.approx({1.0: 2 / 3, 0.0: 1 / 3})
    assert "same_value" in [repair.kind for repair in found.repairs]


def test_a_later_turn_holds_all_that_was_said() -> None:
    last = turns("multi_turn", ["0", "1", "2"], k=3)[-1]
    assert [(m.role, m.content) for m in last.messages if m.role == "assistant"] == [
        ("assistant", "0"),
        ("assistant", "1"),
    ]
    assert [m.role for m in last.messages] == ["system", "user", "assistant", "user", "assistant", "user"]


def test_batches_ask_for_the_total_in_turns() -> None:
    batches = [weighted({"0": 0.3, "1": 0.2, "2": 0.1}, "confidence"), weighted({"0.5": 0.1}, "confidence")]
    asked = turns("vs_multi", batches, k=4, batch=3)
    assert "In all, 4 different answers" in asked[0].messages[-1].content
    assert "exactly 1 more" in asked[1].messages[-1].content


def test_batches_keep_the_scale_of_their_weights() -> None:
    batches = iter([weighted({"0": 0.4, "1": 0.4}, "confidence"), weighted({"2": 0.1, "0.5": 0.1}, "confidence")])
    found = hold("vs_multi", lambda _: next(batches), k=4, batch=2)
    assert law_of(found) == pytest.approx({0.0: 0.4, 1.0: 0.4, 2.0: 0.1, 0.5: 0.1})
    assert found.repairs == ()


def test_an_unreadable_turn_is_the_whole_conversations_failure() -> None:
    replies = iter(["0", ""])
    with pytest.raises(Unparsed):
        hold("multi_turn", lambda _: next(replies), k=3)


@pytest.mark.parametrize("method", METHODS.names())
def test_a_filtered_reply_is_never_data(method: str) -> None:
    flow = elicit(Choice(name=method), DONATION, context())
    next(flow)
    with pytest.raises(Unparsed) as caught:
        flow.send(Reply("1", finish_reason="content_filter"))
    assert caught.value.reason == "content_filter"


@pytest.mark.parametrize("method", ["direct", "multi_turn"])
def test_a_plain_answer_cut_off_is_truncated(method: str) -> None:
    flow = elicit(Choice(name=method), UTTERANCE, context())
    next(flow)
    with pytest.raises(Unparsed) as caught:
        flow.send(Reply("I would give", finish_reason="length"))
    assert caught.value.reason == "truncated"


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


@pytest.mark.parametrize("reading", ["exhaustive", "sample"])
def test_the_reading_stands_in_the_distribution(reading: str) -> None:
    assert hold("vs_standard", lambda _: weighted(LAW), reading=reading).reading == reading


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("vs_standard", {"filter": True}),
        ("vs_standard", {"filter": True, "threshold": 0.1, "definition": "nll"}),
        ("vs_standard", {"filter": True, "threshold": 0.1, "definition": "relative"}),
        ("vs_standard", {"definition": "odds"}),
        ("vs_standard", {"threshold": 0}),
        ("sequence", {"k": 0}),
        ("sequence", {"threshold": 0.1}),
        ("vs_multi", {"k": "model"}),
        ("vs_multi", {"batch": 0}),
        ("direct", {"k": 5}),
    ],
)
def test_options_that_mean_nothing_are_refused(method: str, options: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        METHODS.get(method).configured(options)
