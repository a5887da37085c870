from __future__ import annotations

import json
import math
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.distribution import Distribution
from vs_sim.elicitation.parsing.parse import MAX_LENGTH, parse
from vs_sim.errors import UnknownName, Unparsed

CLEAN = '{"responses": [{"text": "Yes", "probability": 0.6}, {"text": "No", "probability": 0.4}]}'
METHODS = ["direct", "multi_turn", "cot", "sequence", "vs_standard", "vs_cot", "vs_multi"]
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: text == text.strip() and not set(text) & set("\ufeff\u200b\u2060")
)
weights = st.floats(0.001, 1, allow_nan=False)
pairs = st.lists(st.tuples(texts, weights), min_size=1, max_size=12, unique_by=lambda pair: pair[0])


def kinds(raw: str, method: str = "vs_standard", k: int | None = None) -> list[str]:
    return [repair.kind for repair in parse(raw, method, k).repairs]


def reason(raw: str, method: str = "vs_standard", k: int | None = 3, finish_reason: str = "stop") -> str:
    with pytest.raises(Unparsed) as caught:
        parse(raw, method, k, finish_reason=finish_reason)
    return caught.value.reason


def written(items: list[tuple[str, float]]) -> str:
    return json.dumps({"responses": [{"text": text, "probability": weight} for text, weight in items]})


def is_valid(distribution: Distribution) -> bool:
    finite = all(math.isfinite(p) and p >= 0 for p in distribution.probabilities)
    return finite and abs(math.fsum(distribution.probabilities) - 1) < 1e-9


def test_a_clean_answer_needs_no_repair() -> None:
    assert kinds(CLEAN, k=2) == []


def test_stated_weights_are_kept_beside_the_probabilities_used() -> None:
    parsed = parse(CLEAN.replace("0.6", "60").replace("0.4", "20"))
    assert [(c.stated, c.probability) for c in parsed.candidates] == [(60.0, 0.75), (20.0, 0.25)]


def test_an_explicit_percentage_is_stated_as_a_fraction() -> None:
    parsed = parse(CLEAN.replace("0.6", '"60%"').replace("0.4", '"40%"'))
    assert [c.stated for c in parsed.candidates] == [0.6, 0.4]


def test_weights_that_were_not_given_are_stated_as_none() -> None:
    parsed = parse('{"responses": ["Yes", "No"]}')
    assert [(c.stated, c.probability) for c in parsed.candidates] == [(None, 0.5), (None, 0.5)]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("0.6", "0.9", "renormalised"),
        ("0.6", '"60%"', "percent"),
        ("0.6", "0", "zero"),
        ("0.6", '"about 0.6"', "weight_words"),
        ("0.6", '{"value": 0.6}', "weight_unwrapped"),
        ('"Yes"', '["Yes", "I do."]', "joined_text"),
        ('"text": "Yes"', '"text": "Yes", "text": "Yes"', "repeated_key"),
        ("0.6", ".6", "number_form"),
        ('"No"', '"Yes"', "duplicate"),
        ("}]", "},]", "trailing_comma"),
        ("}, {", "} {", "missing_comma"),
        ("}, {", "},, {", "extra_comma"),
        ("]}", "", "truncated"),
        ("}]}", "}}", "missing_closer"),
        ("]}", "]]}", "extra_closer"),
        ("}]", "}, ...]", "ellipsis"),
        ("[{", "[ // two\n{", "comment"),
        ('"responses"', "responses", "bare_key"),
        ('"Yes"', "'Yes'", "single_quotes"),
        ('"Yes"', "“Yes”", "typographic_quotes"),
        ('"Yes"', '"Yes', "missing_quote"),
        ('"Yes"', '"I say "yes" now"', "unescaped_quote"),
        ('"Yes",', '"Yes\n",,', "raw_newline"),
        ('"Yes",', '"\\$1",,', "bad_escape"),
        ('"Yes"', "Yes", "bare_value"),
        ('"text": "Yes"', '"reply": "Yes"', "field_names"),
    ],
)
def test_a_repair_is_named(old: str, new: str, kind: str) -> None:
    assert kind in kinds(CLEAN.replace(old, new, 1))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (f"```json\n{CLEAN}\n```", "fence"),
        (f"Sure: {CLEAN}", "prose_around"),
        (f"<think>hm</think>{CLEAN}", "reasoning_dropped"),
        (f"\ufeff{CLEAN}", "byte_order_mark"),
        (f'{{"output": {CLEAN}}}', "unwrapped"),
        (json.dumps(CLEAN), "embedded"),
        (json.dumps(CLEAN)[1:-1], "escaped"),
        (f"{CLEAN}\n{CLEAN}", "repeated"),
        ('{"Yes": 0.6, "No": 0.4}', "text_to_weight_map"),
        ('{"texts": ["Yes", "No"], "probabilities": [0.6, 0.4]}', "parallel_lists"),
        ('{"1": {"text": "Yes", "probability": 0.6}, "2": {"text": "No", "probability": 0.4}}', "numbered_keys"),
        ('{"text": "Yes", "probability": 0.6}\n{"text": "No", "probability": 0.4}', "joined"),
        ("<response><text>Yes</text><probability>1</probability></response>", "tags"),
        (f'{CLEAN} Form: {{"responses": [{{"text": "…", "probability": 0.25}}]}}', "example_repeated"),
        ('[["Yes", 0.6], ["No", 0.4]]', "pairs"),
        ('{"responses": [{"text": "Ja", "Gewicht": 0.6}, {"text": "Nein", "Gewicht": 0.4}]}', "field_names"),
        ('["Yes", "No"]', "no_weights"),
        ('[{"text": "Yes", "nll": 1}, {"text": "No", "nll": 2}]', "nll"),
        ('[{"text": "Yes", "perplexity": 2}, {"text": "No", "perplexity": 2}]', "perplexity"),
    ],
)
def test_another_shape_is_named(raw: str, kind: str) -> None:
    assert kind in kinds(raw)


def test_a_sum_within_the_tolerance_is_normalised_without_a_name() -> None:
    parsed = parse(CLEAN.replace("0.4", "0.402"), k=2)
    assert parsed.repairs == () and math.fsum(parsed.probabilities) == pytest.approx(1, abs=1e-12)


def test_a_sum_beyond_the_tolerance_is_named() -> None:
    (repair,) = parse(CLEAN.replace("0.4", "0.6"), k=2).repairs
    assert (repair.kind, repair.detail) == ("renormalised", "sum 1.2")


@pytest.mark.parametrize(("k", "kind"), [(5, "fewer_than_k"), (1, "more_than_k")])
def test_another_number_of_answers_is_flagged(k: int, kind: str) -> None:
    assert kinds(CLEAN, k=k) == [kind]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", "empty"),
        ("\ufeff ", "empty"),
        ("<think>so long", "reasoning_only"),
        ("I would give a little.", "no_structure"),
        ("I'm sorry, but I can't help with that.", "refusal"),
        ('{"responses": []}', "no_candidates"),
        ('{"error": {"code": 429}}', "error_body"),
        ('{"responses": [{"text": "Ye', "truncated"),
        ('{"text": "Yes", "probability": 0.6}', "no_distribution"),
        ('{"responses": [{"text": "Yes", "probability": 0.6}, {"text": "No"}]}', "missing_weight"),
        (CLEAN.replace("0.6", '"high"').replace("0.4", '"low"'), "unreadable_weight"),
        ('["Yes (0.6)", "No (0.4)"]', "unreadable_weight"),
        ('{"responses": [{"text": "…", "probability": 0.25}]}', "no_candidates"),
        (f"{CLEAN} No: {CLEAN.replace('Yes', 'Oh yes')}", "ambiguous"),
        ("1. Yes (0.6)\n2. No (0.4)", "no_structure"),
        ('{"responses": [{"text": Ye"s": 0.5}, "probability": 0.5}]}', "broken_quotes"),
        ("x" * (MAX_LENGTH + 1), "too_long"),
        ("[" * 5000, "too_deep"),
        (json.dumps([f"{i}" * 2 + "x" for i in range(1001)]), "too_many"),
        (json.dumps([{"text": "x" * 20_001, "probability": 1}]), "too_long"),
    ],
)
def test_what_cannot_be_read_says_why(raw: str, expected: str) -> None:
    assert reason(raw) == expected


def test_several_responses_are_no_single_one() -> None:
    assert reason('{"reasoning": "hm", "responses": ["a", "b"]}', "cot") == "several_answers"


def test_a_direct_answer_cut_by_its_length_is_an_error() -> None:
    assert reason("I would gi", "direct", finish_reason="length") == "truncated"


def test_the_error_carries_the_text_as_returned() -> None:
    with pytest.raises(Unparsed) as caught:
        parse(" \nnothing like a list ")
    assert pickle.loads(pickle.dumps(caught.value)).raw == " \nnothing like a list "


def test_an_unknown_method_is_named() -> None:
    with pytest.raises(UnknownName):
        parse("Yes", "vs_standart")


@given(pairs)
def test_texts_and_their_order_survive(items: list[tuple[str, float]]) -> None:
    assert parse(written(items)).texts == [text for text, _ in items]


@given(pairs)
def test_probabilities_are_weights_divided_by_their_sum(items: list[tuple[str, float]]) -> None:
    total = math.fsum(weight for _, weight in items)
    assert parse(written(items)).probabilities == pytest.approx([weight / total for _, weight in items])


@given(pairs)
def test_reading_again_what_was_read_changes_nothing(items: list[tuple[str, float]]) -> None:
    first = parse(written(items))
    again = parse(written(list(zip(first.texts, first.probabilities, strict=True))))
    assert again.texts == first.texts and again.probabilities == pytest.approx(first.probabilities, abs=1e-12)


@given(pairs, st.sampled_from(["```json\n{}\n```", "Here:\n{}\nBye {{x}}", "<think>{{a}}</think>{}", "[note] {}"]))
def test_what_stands_around_changes_nothing(items: list[tuple[str, float]], around: str) -> None:
    raw = around.replace("{{", "\0").replace("}}", "\1").replace("{}", written(items))
    raw = raw.replace("\0", "{").replace("\1", "}")
    assert parse(raw).texts == parse(written(items)).texts


@given(st.text(max_size=300) | st.text('{}[]",:\\ab1.% \n<>/textprobaily', max_size=300), st.sampled_from(METHODS))
def test_any_text_is_a_valid_distribution_or_unparsed(raw: str, method: str) -> None:
    try:
        parsed = parse(raw, method, 3)
    except Unparsed as error:
        assert error.raw == raw
    else:
        assert is_valid(parsed) and all(text == text.strip() != "" for text in parsed.texts)
