from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from tests.log.logs import Law, distribution, logged
from vs_sim import calibration, seeds
from vs_sim.core.distribution import Candidate, Distribution, Draw
from vs_sim.core.event import Failed, Opened
from vs_sim.core.question import Question
from vs_sim.errors import StudyError
from vs_sim.log.store import Store
from vs_sim.study.data.frequencies import Frequencies

QUESTION = Question.model_validate({"ask": "?", "of": "respondent", "answer": {"options": ["a", "b", "c"]}})
LAW = {"a": 0.6, "b": 0.3, "c": 0.1}


def certain(value: float | str) -> Distribution:
    return Distribution((Candidate(str(value), None, 1.0, value),))


def repeated(laws: list[Distribution]) -> Frequencies:
    draws = [Draw.make(law, "probability", seeds.uniform(0, (str(i),))) for i, law in enumerate(laws)]
    return Frequencies(tuple(draws), QUESTION, "vs_standard", "standin")


def direct(n: int, law: Law) -> Frequencies:
    rng = seeds.generator(1)
    chosen = rng.choice(list(law), size=n, p=list(law.values()))
    return repeated([certain(str(value)) for value in chosen])


def test_a_model_that_does_what_it_says_has_no_error() -> None:
    assert calibration(repeated([distribution(LAW)] * 5), direct(5_000, LAW)).error < 0.02


def test_a_model_that_collapses_is_found_out() -> None:
    found = calibration(repeated([distribution(LAW)] * 5), direct(200, {"a": 1.0}))
    first = found.chosen.iloc[0]
    assert (first["claim"], first["claimed"], first["chosen"]) == ("a", pytest.approx(0.6), 1.0)


def test_what_is_not_listed_is_a_claim_too() -> None:
    found = calibration(repeated([distribution({"a": 0.5, "b": 0.2})]), direct(1_000, LAW)).chosen
    last = found.iloc[-1]
    assert (last["claim"], last["claimed"]) == ("not listed", pytest.approx(0.3))
    assert last["chosen"] == pytest.approx(0.1, abs=0.03)


def test_runs_are_matched_dialogue_by_dialogue_in_bins(tmp_path: Path) -> None:
    asked = logged(tmp_path / "vs", [{0: 0.75, 1: 0.25}] * 40)
    chosen = logged(tmp_path / "direct", [certain(0.0)] * 30 + [certain(1.0)] * 10)
    table = calibration(asked, chosen).chosen
    assert table["claim"].tolist() == ["0.2 to 0.4", "0.7 to 1", "not listed"]
    assert table["n"].tolist() == [40, 40, 40]
    assert table["chosen"].tolist() == [0.25, 0.75, 0]


def test_a_run_is_not_calibrated_by_a_single_question(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="by a run"):
        calibration(logged(tmp_path, [LAW], question="vote"), direct(3, LAW))


def test_runs_without_a_shared_answer_are_an_error(tmp_path: Path) -> None:
    asked = logged(tmp_path / "a", [LAW], question="vote")
    with pytest.raises(StudyError, match="share no typed answer"):
        calibration(asked, logged(tmp_path / "b", [certain(1.0)]))


def test_another_question_is_no_calibration() -> None:
    other = Frequencies((), QUESTION.model_copy(update={"ask": "!"}))
    with pytest.raises(StudyError, match="different questions"):
        calibration(repeated([distribution(LAW)]), other)


def test_raw_sums_are_those_that_were_stated(tmp_path: Path) -> None:
    sums = calibration(logged(tmp_path, [{0: 0.5, 1: 0.3}, {0: 0.9, 1: 0.7}])).sums.iloc[0]
    assert (sums["mean"], sums["smallest"], sums["largest"]) == pytest.approx((1.2, 0.8, 1.6))
    assert sums["above_one"] == 0.5


def test_answers_that_stated_nothing_have_no_sum(tmp_path: Path) -> None:
    assert len(calibration(logged(tmp_path, [certain(1.0)])).sums) == 0


def test_repairs_are_counted_by_kind_model_and_method(tmp_path: Path) -> None:
    laws = [distribution({0: 0.5, 1: 0.3}).repair("fence")] * 3 + [distribution({0: 1.0})]
    repairs = calibration(logged(tmp_path, laws)).repairs.set_index("kind")
    fence = repairs.loc["fence"]
    assert (fence["model"], fence["method"], fence["answers"], fence["of"]) == ("standin", "vs_standard", 3, 4)
    assert fence["share"] == 0.75


def test_unreadable_answers_stand_among_the_repairs(tmp_path: Path) -> None:
    run = logged(tmp_path, [LAW], question="vote")
    store = Store(tmp_path)
    store.note(Opened(run.written_scenario, 0, {}))
    store.note(Failed(("000001", "end", "persuadee", "vote", "attempt 1"), "unreadable", "refusal", "No."))
    store.close()
    refusal = calibration(run).repairs.set_index("kind").loc["unreadable: refusal"]
    assert (refusal["answers"], refusal["of"]) == (1, 2)


def test_without_direct_draws_nothing_is_claimed_about_choices(tmp_path: Path) -> None:
    found = calibration(logged(tmp_path, [LAW], question="vote"))
    assert len(found.chosen) == 0
    assert math.isnan(found.error)
    assert "claimed and chosen" not in str(found)


def own(law: Law) -> Frequencies:
    """The model's own probabilities, asked once."""
    return replace(repeated([distribution(law)]), method="logprobs")


def test_own_probabilities_take_the_place_of_draws_and_have_no_sampling_error() -> None:
    found = calibration(repeated([distribution(LAW)] * 3), own({"a": 0.5, "b": 0.5})).chosen
    assert list(found["claim"]) == ["a", "b", "c", "not listed"]
    for column in ("chosen", "low", "high"):
        assert list(found[column]) == pytest.approx([0.5, 0.5, 0.0, 0.0])


def test_own_probabilities_are_compared_with_direct_draws() -> None:
    assert calibration(own(LAW), direct(5_000, LAW)).error < 0.02
    assert calibration(own(LAW), direct(5_000, {"a": 1.0})).error > 0.2
