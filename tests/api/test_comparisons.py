from __future__ import annotations

import json
from pathlib import Path

import pytest

import vs_sim as vs
from vs_sim.api.comparisons import compare, measure, plan, reference, run_summary, scorecard
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.errors import StudyError, UnknownName


def test_a_table_of_ones_own_becomes_a_reference_that_knows_its_people(tmp_path: Path) -> None:
    (tmp_path / "gifts.csv").write_text("who,paid\na,0\na,1\nb,2\nc,2\n", encoding="utf-8")
    found = reference(tmp_path / "gifts.csv", value="paid", person="who", unit="USD")
    assert (found.n, found.people, found.unit, found.mean) == (4, 3, "USD", 1.25)


def test_a_measure_has_n_people_noise_and_margin(small: vs.Run) -> None:
    found = measure(small, "ks", of="donation")
    assert (found.n, found.people) == (6, 455)
    assert found.sampling_noise > 0 and found.margin == 0.15
    assert measure(small, "ks", of="donation", margin=0.3).margin == 0.3


def test_what_is_not_known_is_said(small: vs.Run) -> None:
    with pytest.raises(UnknownName, match="kss"):
        measure(small, "kss", of="donation")
    with pytest.raises(UnknownName, match="donations") as caught:
        measure(small, "ks", of="donations")
    assert caught.value.hint == "did you mean 'donation'?"


def test_the_scorecard_begins_with_the_primary_outcome_and_few_dialogues_get_no_verdict(small: vs.Run) -> None:
    card = scorecard(small)
    assert card.head is not None
    assert (card.head.name, card.head.of, card.head.verdict) == ("ks", "donation", "inconclusive")


def test_a_run_can_stand_in_the_place_of_human_data(small: vs.Run) -> None:
    found = [line.estimate for line in scorecard(small, against=small) if line.estimate.name == "ks"]
    assert found and all(each.value == 0 for each in found)


def test_one_run_is_no_comparison(small: vs.Run) -> None:
    with pytest.raises(StudyError, match="at least two runs, not 1"):
        compare(small)


@pytest.mark.parametrize("wrong", [{"margin": 2.0}, {"power": 1.0}, {"effect": 0.0}])
def test_a_plan_for_the_impossible_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(StudyError):
        plan("persuasion_for_good/paid", **wrong)


def test_a_summary_is_json_and_says_that_a_stand_in_answered(small: vs.Run) -> None:
    found = json.loads(json.dumps(run_summary(small), allow_nan=False))
    assert found["standin"] is True and "no language model" in STANDIN_NOTICE
    assert found["dialogues"] == {"done": 6, "failed": 0}
    assert found["outcomes"]["donation"] == {"n": 6, "missing": 0}
    assert found["digest"] == small.digest
