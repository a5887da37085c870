from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standin.staging import (
    COT,
    DIRECT,
    DONATION,
    STANCE,
    UTTERANCE,
    donation,
    listing,
    person,
    request,
    weighted,
)
from vs_sim.standin.prompt_reading import AnswerClause, read_request

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


def clause(text: str) -> AnswerClause:
    return read_request(donation(1, text))[1]


def test_the_persona_is_read_with_its_role_and_numbers() -> None:
    scene, _ = read_request(request("role: persuadee\nage: 36\nagreeable: 3.4", UTTERANCE, DIRECT))
    assert (scene.role, dict(scene.traits)) == ("persuadee", {"age": "36", "agreeable": "3.4"})


def test_an_amount_question_is_read_with_its_range_and_step() -> None:
    scene, _ = read_request(donation(1))
    assert (scene.kind, scene.low, scene.high, scene.step, scene.private) == ("amount", 0.0, 2.0, 0.01, True)


def test_options_are_read_as_a_json_list() -> None:
    scene, _ = read_request(request("role: voter", 'question: Well?\ntype: options\noptions: ["Yes", "No"]', DIRECT))
    assert scene.options == ("Yes", "No")


def test_the_exchange_is_counted_from_zero() -> None:
    scene, _ = read_request(request("role: persuadee", UTTERANCE, DIRECT, now="Exchange 3 of 10."))
    assert (scene.exchange, scene.exchanges) == (2, 10)


def test_outside_exchanges_there_is_no_exchange() -> None:
    scene, _ = read_request(request("role: persuadee", STANCE, DIRECT, now="The conversation is over."))
    assert scene.exchange is None


def test_an_empty_conversation_has_no_turns() -> None:
    assert read_request(donation(1))[0].turns == ()


def test_turns_are_told_apart_by_the_label_of_the_role() -> None:
    scene, _ = read_request(donation(1, DIRECT, [("Persuader", "Hi"), ("Persuadee", "Hello")]))
    assert [turn.mine for turn in scene.turns] == [False, True]


def test_speakers_of_one_label_alternate_and_the_last_is_the_other() -> None:
    scene, _ = read_request(
        request("role: citizen", UTTERANCE, DIRECT, [("Citizen", "a"), ("Citizen", "b"), ("Citizen", "c")])
    )
    assert [turn.mine for turn in scene.turns] == [False, True, False]


@given(words)
def test_whatever_was_said_is_read_back(text: str) -> None:
    scene, _ = read_request(donation(1, DIRECT, [("Persuader", text)]))
    assert [turn.text for turn in scene.turns] == [text]


@pytest.mark.parametrize(
    ("text", "form"),
    [(DIRECT, "plain"), (COT, "object"), (listing(), "list"), (weighted(), "weighted")],
)
def test_the_shape_in_the_clause_settles_the_form(text: str, form: str) -> None:
    assert clause(text).form == form


@pytest.mark.parametrize("k", [1, 3, 12])
def test_the_number_of_answers_is_read(k: int) -> None:
    assert clause(weighted(k)).k == k


def test_all_answers_have_no_number() -> None:
    assert clause(weighted(None)).k is None


@pytest.mark.parametrize("field", ["probability", "confidence", "perplexity", "nll"])
def test_the_weight_is_named_by_the_shape(field: str) -> None:
    assert clause(weighted(field=field)).weight == field


def test_a_threshold_is_read() -> None:
    assert clause(weighted(more="Every answer must have a probability below 0.1.")).threshold == 0.1


def test_a_threshold_in_percent_is_a_share() -> None:
    assert clause(weighted(more="Every answer must have a probability below 10 percent.")).threshold == 0.1


def test_sampling_is_read() -> None:
    assert clause(weighted(how="sampled at random from everything")).sampled


def test_a_later_message_asks_for_more_in_the_same_shape_and_bars_what_was_given() -> None:
    given = json.dumps({"responses": [{"text": "0.50", "confidence": 0.4}]})
    later = [{"role": "assistant", "content": given}, {"role": "user", "content": "Give 3 more alternatives."}]
    _, read_clause = read_request([*donation(1, weighted(field="confidence")), *later])
    assert (read_clause.form, read_clause.k, read_clause.given) == ("weighted", 3, frozenset({"0.50"}))


def test_a_schema_settles_the_shape_where_the_text_shows_none() -> None:
    item = {"type": "object", "properties": {"text": {}, "probability": {}}}
    schema = {"properties": {"responses": {"type": "array", "items": item}}}
    assert read_request(donation(1, "Give exactly 5 answers."), schema)[1].form == "weighted"


def test_a_request_without_blocks_is_a_question_as_a_whole() -> None:
    scene, _ = read_request([{"role": "user", "content": "Name a US state."}])
    assert (scene.kind, scene.question) == ("", "Name a US state.")


def test_a_request_without_any_user_message_is_read_as_nothing() -> None:
    scene, read_clause = read_request([{"role": "system", "content": "Hello"}])
    assert (scene.question, read_clause.form) == ("", "plain")


def test_the_donation_question_is_no_utterance() -> None:
    assert not read_request(request(person(1), DONATION, DIRECT))[0].speaking
