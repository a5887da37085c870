from __future__ import annotations

import math

import pytest

from vs_sim.core.distribution import Candidate, Distribution, Draw, Value
from vs_sim.core.question import Question
from vs_sim.study.data.frequencies import Frequencies


def drawn(text: str, value: Value = None) -> Draw:
    return Draw.make(Distribution((Candidate(text, None, 1.0, value),)), "probability", 0.5)


def asked(*texts: str, answer: object = "text", missing: int = 0) -> Frequencies:
    question = Question.model_validate({"ask": "Well?", "of": "respondent", "answer": answer})
    values = [text if answer != "text" else None for text in texts]
    draws = tuple(drawn(text, value) for text, value in zip(texts, values, strict=True))
    return Frequencies(draws, question, "vs_standard", "standin", missing)


def test_the_most_frequent_answer_comes_first() -> None:
    assert asked("Ohio", "Texas", "Texas").counts == {"Texas": 2, "Ohio": 1}


def test_case_blanks_and_a_full_stop_make_no_other_answer() -> None:
    assert asked("Texas", "texas.", " TEXAS ").counts == {"Texas": 3}


def test_amounts_count_by_value() -> None:
    question = Question.model_validate({"ask": "?", "of": "r", "answer": {"amount": [0, 2]}})
    assert Frequencies((drawn("$1", 1.0), drawn("1.00", 1.0)), question).counts == {"1": 2}


def test_entropy_is_in_nats_and_its_exponential_counts_outcomes() -> None:
    found = asked("a", "b", "c", "d")
    assert (found.entropy, found.effective_outcomes) == pytest.approx((math.log(4), 4))


def test_one_answer_alone_has_no_entropy() -> None:
    assert (asked("a", "a").entropy, asked("a", "a").effective_outcomes) == (0, 1)


def test_coverage_is_the_share_of_known_answers_drawn() -> None:
    assert asked("Yes", "Yes", answer={"options": ["Yes", "No", "Maybe", "Never"]}).coverage == 0.25


def test_a_scale_knows_its_answers() -> None:
    assert asked("1", "6", answer={"scale": [1, 6]}).coverage == pytest.approx(1 / 3)


def test_a_text_has_no_known_answers_to_cover() -> None:
    assert math.isnan(asked("a").coverage)
    assert asked("a").to_dict()["coverage"] is None


def test_what_is_missing_is_stated_and_not_counted() -> None:
    found = asked("a", missing=2)
    assert (found.n, found.to_dict()["missing"]) == (1, 2)
    assert "2 missing" in str(found)


def test_a_single_draw_brings_its_distribution() -> None:
    assert asked("a").to_dict()["distribution"]["candidates"][0]["text"] == "a"
    assert "distribution" not in asked("a", "b").to_dict()


def test_the_table_says_n_beside_every_figure() -> None:
    assert "n = 3 drawn answers" in str(asked("a", "b", "b"))
    assert list(asked("a", "b", "b").frame["n"]) == [2, 1]
