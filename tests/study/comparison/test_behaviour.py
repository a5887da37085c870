from __future__ import annotations

import pytest

from tests.places import needs_shared
from vs_sim.api.comparisons import scorecard
from vs_sim.log.run import Run
from vs_sim.study.coding.published_codings import coding_figures, figures_names, load_shipped
from vs_sim.study.comparison.behaviour import agreement_warning, estimate_behaviour, exchanges_of
from vs_sim.study.comparison.choose_comparator import human_behaviour, human_comparator, run_behaviour, run_comparator
from vs_sim.study.comparison.comparator import BehaviourFigures
from vs_sim.study.comparison.scorecard import ScorecardSection
from vs_sim.study.data.estimate import Estimate

CORPUS = "persuasion_for_good"


@pytest.fixture(scope="module")
def compared(held: Run) -> dict[str, Estimate]:
    return {found.name: found for found in estimate_behaviour(held, human_behaviour(CORPUS))}


@pytest.fixture(scope="module")
def section(held: Run) -> ScorecardSection:
    (found,) = [section for section in scorecard(held).sections if section.title.startswith("Behaviour")]
    return found


def test_both_sides_of_a_comparison_are_coded_by_one_coder(section: ScorecardSection) -> None:
    assert section.title == "Behaviour, coded by rules on both sides"
    assert section.lines[0].name == "resists_after_request"


def test_rates_by_exchange_are_compared_however_long_the_dialogues(compared: dict[str, Estimate]) -> None:
    found = compared["resistance@0"]
    assert (found.n, found.people, found.reference) == (60, 455, "persuasion_for_good/codings_rules")


def test_rates_per_dialogue_of_unequal_length_are_not_compared(
    compared: dict[str, Estimate], section: ScorecardSection
) -> None:
    assert compared["resistance_dialogues"].human != compared["resistance_dialogues"].human
    assert any(remark.startswith("2 exchanges instead of 10") for remark in section.remarks)


def test_exchanges_that_were_not_held_have_no_row(compared: dict[str, Estimate]) -> None:
    assert "resistance@1" in compared and "resistance@2" not in compared


def test_low_agreement_of_the_coder_is_a_warning() -> None:
    assert "kappa" in agreement_warning("reserve_turns", human_behaviour(CORPUS))
    assert agreement_warning("commitment_turns", human_behaviour(CORPUS)) == ""


def test_a_run_about_the_task_of_a_corpus_is_compared_with_its_people(held: Run) -> None:
    assert [each.coder for each in human_comparator(held).behaviour] == ["rules"]
    assert human_comparator(held).behaviour[0].period == "C"


def test_another_run_can_be_the_comparator(held: Run, other: Run) -> None:
    (found,) = run_comparator(held, other).behaviour
    assert (found.exchanges, found.figures["requested"].n) == (3, 40)


def test_a_run_does_as_itself(other: Run) -> None:
    found = estimate_behaviour(other, run_behaviour(other, CORPUS))
    assert not [row.name for row in found if abs(row.difference) > 1e-6]


def test_the_figures_of_coders_are_shipped_and_loaded_by_name() -> None:
    assert figures_names() == [f"persuasion_for_good/codings_{coder}" for coder in ("annotators", "learned", "rules")]
    assert load_shipped("persuasion_for_good/codings_rules") == coding_figures(CORPUS)


@pytest.mark.nightly
@needs_shared
def test_people_held_ten_exchanges_and_do_as_people(people: Run) -> None:
    assert exchanges_of(people) == 10
    all_of_them = BehaviourFigures("all", "rules", coding_figures(CORPUS).groups["all"], CORPUS, 10)
    found = {row.name: row for row in estimate_behaviour(people, all_of_them)}
    assert abs(found["resistance_dialogues"].difference) < 0.01
