from __future__ import annotations

import csv
import math
from functools import cache

import numpy as np
import pytest

from tests.places import needs_shared
from tests.study.corpus import HEADER, published
from vs_sim.errors import StudyError, UnknownName
from vs_sim.study.build.shipped_references import texts_of_data
from vs_sim.study.comparison.texts import LANGUAGE, Texts, estimate_texts, moments_of_texts
from vs_sim.study.data.published_figures import Moment, Moments, load_moments
from vs_sim.study.measure import find_measure

SAID = Texts((("I give one dollar", "Yes"), ("No", "No, sorry")), ("ann", "bob"), "giver")


@cache
def of_the_paper() -> Texts:
    with (published().folder / "vs_paper_test_donations.csv").open(encoding="utf-8") as file:
        dialogues = [published().first_rows[int(row["conversation_id"])] for row in csv.DictReader(file)]
    return texts_of_data(published().texts(dialogues, "persuadee"))


def mean(texts: Texts, name: str) -> float:
    return float(np.nanmean(texts.values(find_measure(name))))


def test_a_measure_of_texts_is_a_mean_over_dialogues() -> None:
    found = estimate_texts(SAID, "turn_length")
    assert (found.value, found.n, found.personas) == (2.0, 2, 2)
    assert math.isnan(found.human)


def test_dialogues_without_a_value_are_left_out() -> None:
    found = estimate_texts(Texts((("word " * 100,), ("short",)), ("ann", "bob")), "distinct_window@1")
    assert (found.value, found.n) == (0.01, 1)


def test_nothing_said_is_not_measured() -> None:
    assert math.isnan(estimate_texts(Texts((), ()), "readability").value)


def test_beside_people_the_interval_is_that_of_the_difference() -> None:
    people = Moments(
        **HEADER.model_dump(), rows={"turn_length": Moment(value=3, error=0.1, spread=2, n=400, people=300)}
    )
    found = estimate_texts(SAID, "turn_length", people)
    assert (found.human, found.difference, found.people) == (3, -1, 300)
    assert found.sampling_noise == pytest.approx(1.96 * math.hypot(2 / math.sqrt(2), 0.1), rel=0.01)


def test_an_embedding_that_is_not_here_is_not_measured_and_says_why() -> None:
    found = estimate_texts(SAID, "semantic_diversity@sentence-transformers/all-MiniLM-L6-v2")
    assert math.isnan(found.value)
    assert "pip install sentence-transformers" in found.note


def test_an_embedding_is_named_with_its_family() -> None:
    with pytest.raises(UnknownName, match="no embedding 'MiniLM'"):
        estimate_texts(SAID, "semantic_diversity@MiniLM")


def test_a_measure_of_another_shape_is_refused() -> None:
    with pytest.raises(StudyError, match="'ks' is one of samples, not of texts"):
        estimate_texts(SAID, "ks")


def test_an_unknown_measure_meets_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no measure 'distict'"):
        estimate_texts(SAID, "distict@1")


def test_texts_can_stand_where_people_do() -> None:
    moments = moments_of_texts(SAID, HEADER, ["turn_length", "distinct_window@1"])
    assert moments.rows["turn_length"].value == 2
    assert list(moments.rows) == ["turn_length"]


@pytest.mark.parametrize("role", ["persuadee", "persuader"])
def test_every_measure_of_language_is_shipped(role: str) -> None:
    assert list(load_moments(f"persuasion_for_good/language_{role}").rows) == list(LANGUAGE)


@needs_shared
def test_distinct_n_of_characters_is_that_of_the_paper() -> None:
    found = [round(mean(of_the_paper(), f"distinct_char@{n}"), 4) for n in (1, 2, 3)]
    assert found == [0.4191, 0.8093, 0.8920]


@needs_shared
def test_distinct_n_of_words_in_the_tested() -> None:
    words = [round(mean(of_the_paper(), f"distinct@{n}"), 3) for n in (1, 2, 3)]
    window = [round(mean(of_the_paper(), f"distinct_window@{n}"), 3) for n in (1, 2, 3)]
    assert words == [0.623, 0.930, 0.983]
    assert window == [0.667, 0.947, 0.988]


@needs_shared
@pytest.mark.parametrize(
    ("role", "lengths"),
    [
        ("persuadee", [7.2, 11.4, 14.1, 15.1, 15.7, 15.1, 15.5, 14.7, 14.3, 12.2]),
        ("persuader", [7.9, 15.6, 20.4, 23.3, 24.9, 23.5, 23.4, 22.7, 21.6, 19.0]),
    ],
)
def test_words_by_exchange_over_all_dialogues(role: str, lengths: list[float]) -> None:
    texts = texts_of_data(published().texts(published().persuadees, role))
    assert [mean(texts, f"words_at@{exchange}") for exchange in range(10)] == pytest.approx(lengths, abs=0.0501)


@needs_shared
def test_readability_is_near_that_of_a_dictionary_of_syllables() -> None:
    assert mean(of_the_paper(), "readability") == pytest.approx(3.585, abs=0.2)
