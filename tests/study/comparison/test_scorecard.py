from __future__ import annotations

import json
import math

import pytest

from vs_sim.api.comparisons import compare, scorecard
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.comparison.assessment import Assessment
from vs_sim.study.comparison.choose_comparator import human_comparator, run_comparator
from vs_sim.study.comparison.conclusion import concluded, judged_sections
from vs_sim.study.comparison.scorecard import Scorecard, ScorecardLine, ScorecardSection
from vs_sim.study.data.estimate import DETECTED, Estimate


@pytest.fixture(scope="module")
def shown(held: Run) -> Scorecard:
    return scorecard(held)


def line(p: float, *, personas: int = 100, tested: bool = True) -> ScorecardLine:
    return ScorecardLine(Estimate("mean", "gift", 1.0, n=personas, personas=personas, p=p), tested=tested)


def verdicts(*lines: ScorecardLine) -> list[str | None]:
    return [each.estimate.verdict for each in judged_sections([ScorecardSection("rows", lines)])[0].lines]


def test_the_primary_outcome_comes_first(shown: Scorecard) -> None:
    assert shown.sections[0].title == "Primary outcome"
    assert shown.head is not None and (shown.head.name, shown.head.of) == ("ks", "donation")
    assert shown.head.verdict in ("equivalent", "different", "inconclusive")


def test_missingness_comes_second(shown: Scorecard) -> None:
    assert shown.sections[1].title == "What is missing"
    assert shown.sections[1].remarks == ("60 dialogues completed, 0 failed: nothing is missing.",)


def test_every_kind_of_measure_is_on_the_card(shown: Scorecard) -> None:
    names = {row.estimate.name.partition("@")[0] for row in shown}
    assert {"wasserstein", "energy", "total_variation", "jensen_shannon", "kl", "mass", "median"} <= names
    assert {"variance_ratio", "entropy", "effective_outcomes", "precision", "coverage"} <= names
    assert {"within_person", "retest_gap", "variance_split", "trait_effect", "subgroup_gap"} <= names
    assert {"distinct_char", "readability", "words_at"} <= names


def test_every_compared_row_has_its_n_its_people_and_its_interval(shown: Scorecard) -> None:
    rows = [row.estimate for row in shown if row.estimate.people]
    assert len(rows) > 40
    assert [row.name for row in rows if not (row.n and row.personas and math.isfinite(row.low))] == []


def test_rows_of_the_primary_outcome_do_not_vote(shown: Scorecard) -> None:
    (section,) = [section for section in shown.sections if section.title == "Distribution of donation"]
    assert {row.estimate.verdict for row in section.lines} == {None}


def test_measures_that_depend_on_the_number_of_exchanges_are_left_out(shown: Scorecard) -> None:
    names = [row.estimate.name for row in shown]
    assert not any(name.startswith(("turn_length", "distinct@")) for name in names)
    assert any("2 exchanges instead of 10" in remark for section in shown.sections for remark in section.remarks)


def test_persons_met_twice_are_compared_with_people_met_twice(shown: Scorecard) -> None:
    found = shown["within_person"]
    assert (found.n, found.personas, found.people) == (60, 30, 455)
    assert found.human == pytest.approx(0.78, abs=0.005)


def test_without_repeated_measures_the_scorecard_says_what_is_not_known(other: Run) -> None:
    remarks = [remark for section in scorecard(other).sections for remark in section.remarks]
    assert any(remark.startswith("There are no repeated measures") for remark in remarks)


def test_the_sensitivity_rows_have_no_verdict(shown: Scorecard) -> None:
    rows = [row for row in shown if row.name.startswith("ks to persuasion_for_good/")]
    assert [row.period for row in rows] == ["C", "all", "C, one each"]
    assert {row.estimate.verdict for row in rows} == {None}


def test_the_card_says_in_words_what_l1_is_worth(shown: Scorecard) -> None:
    assert "always answering $0.25 would score 0.485" in repr(shown.to_dict())


def test_a_stand_in_run_is_headed_as_a_pipeline_validation(shown: Scorecard) -> None:
    assert shown.standin and STANDIN_NOTICE in shown._repr_html_()
    assert "nothing about people" in shown.conclusion
    assert any(section.title == "Pipeline validation" for section in shown.sections)


def test_a_card_is_ready_for_json(shown: Scorecard) -> None:
    assert (
        json.loads(json.dumps(shown.to_dict(), allow_nan=False))["primary"]["reference"] == "persuasion_for_good/paid"
    )


def test_equal_runs_have_equal_cards(held: Run, shown: Scorecard) -> None:
    assert scorecard(held).to_dict() == shown.to_dict()


def test_a_name_that_is_not_on_the_card_is_a_key_error(shown: Scorecard) -> None:
    with pytest.raises(KeyError):
        shown["mae"]


def test_a_run_can_stand_in_the_place_of_people(held: Run, other: Run) -> None:
    found = scorecard(other, against=held)
    assert found.head is not None and found.head.reference == f"run {held.folder.name}"
    assert (found.head.n, found.head.people) == (40, 30)


def test_a_run_does_not_differ_from_itself(held: Run) -> None:
    found = Assessment(held, run_comparator(held, held)).scorecard
    assert found["wasserstein"].value == pytest.approx(0, abs=1e-12)
    assert [row.name for row in found if row.estimate.verdict in DETECTED] == []


def test_runs_are_compared_with_people_and_with_the_first(held: Run, other: Run) -> None:
    found = compare(held, other)
    assert [len(section.lines) for section in found.sections] == [2, 4]
    assert "fresh seed" in found.conclusion


def test_one_run_is_not_compared_with_others(held: Run) -> None:
    with pytest.raises(StudyError, match="at least two runs, not 1"):
        compare(held)


def test_the_other_side_knows_how_many_exchanges_it_held(held: Run, other: Run) -> None:
    assert (human_comparator(held).exchanges, run_comparator(held, other, language=False).exchanges) == (10, 3)


def test_one_difference_among_many_rows_needs_more_than_one_in_twenty() -> None:
    assert verdicts(line(0.03)) == ["different"]
    assert verdicts(line(0.03), *[line(0.5)] * 9) == ["inconclusive"] * 10
    assert verdicts(line(0.001), *[line(0.5)] * 9)[0] == "different"


def test_few_persons_are_too_few_for_any_row() -> None:
    assert verdicts(line(0.001, personas=29)) == ["inconclusive"]


def test_rows_that_are_not_tested_keep_their_verdict() -> None:
    assert verdicts(line(0.001, tested=False), line(0.04)) == [None, "different"]


def test_what_has_no_p_has_no_verdict() -> None:
    assert verdicts(line(math.nan), line(0.04)) == [None, "different"]


def test_a_long_section_shows_what_is_clear_or_different() -> None:
    lines = (line(0.5), ScorecardLine(Estimate("mean", "gift", 1.0), clear=False))
    assert (len(ScorecardSection("rows", lines).shown), ScorecardSection("rows", lines).said) == (
        1,
        ["1 more rows, none of them shown to differ."],
    )


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("equivalent", "are equivalent to those"),
        ("beyond the margin", "differ from those of people by more than .15"),
        ("different", "are different from those"),
        ("inconclusive", "is inconclusive"),
    ],
)
def test_one_sentence_says_what_may_be_concluded(held: Run, verdict: str, said: str) -> None:
    head = Estimate("ks", "donation", 0.1, margin=0.15, verdict=verdict)  # type: ignore[arg-type]
    real = type("Real", (), {"standin": False})()
    assert said in concluded(real, head, "people")
    assert "what may not: that single persons" in concluded(real, head, "people")
