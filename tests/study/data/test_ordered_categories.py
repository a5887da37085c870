from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import ROOT
from tests.world.staging import hold, script
from vs_sim.api.comparisons import measure, run_summary
from vs_sim.errors import ScenarioError, StudyError
from vs_sim.simulation.pipeline_validation import validate_pipeline
from vs_sim.study.comparison.outcomes import outcome
from vs_sim.study.data.ordered_categories import CATEGORICAL, place
from vs_sim.study.data.reference import Reference, load_reference
from vs_sim.study.measure import find_measure

STATES = ROOT / "scenarios" / "references" / "us_states.json"
SURVEY = f"""\
kind: survey
about: x
models: {{m: {{backend: standin}}}}
roles: {{person: {{model: m}}}}
respondents: 40
questions:
  state: {{of: person, ask: Name a US state.}}
  vote: {{of: person, ask: Which?, answer: {{options: [Red, Green]}}}}
  why: {{of: person, ask: Why?}}
compare: {{state: {STATES}}}
"""
ANSWERS = script({"US state": " texas. ", "Which": "Green", "Why": "Because."})


@pytest.mark.parametrize(
    ("answer", "at"), [("Texas", 1), (" texas. ", 1), ("NEW  YORK", 2), ("Paris", 0), ("", 0), ("New York City", 0)]
)
def test_an_answer_counts_by_its_place(answer: str, at: float) -> None:
    assert place(answer, ["Texas", "New York"]) == at


@pytest.mark.parametrize("name", CATEGORICAL)
def test_measures_of_categories_do_not_vote(name: str) -> None:
    assert find_measure(name).judge is None


def test_answers_are_places_among_those_of_their_reference(tmp_path: Path) -> None:
    run = hold(tmp_path, SURVEY, ANSWERS)
    levels = load_reference(STATES).levels
    assert set(outcome(run, "state").numbers) == {levels.index("Texas") + 1}
    assert measure(run, "precision@1", of="state").value == 1.0
    assert measure(run, "coverage@1,100", of="state").value == pytest.approx(1 / 50)


def test_options_need_no_reference_for_their_places(tmp_path: Path) -> None:
    assert set(outcome(hold(tmp_path, SURVEY, ANSWERS), "vote").numbers) == {2.0}


def test_words_without_a_reference_cannot_be_compared(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="answers to 'why' are not numbers"):
        outcome(hold(tmp_path, SURVEY, ANSWERS), "why")


def test_a_summary_holds_the_measures_of_categories(tmp_path: Path) -> None:
    found = run_summary(hold(tmp_path, SURVEY, ANSWERS))
    assert set(found["measures"]) == set(CATEGORICAL)


def test_the_instrument_is_tested_on_categories_too(tmp_path: Path) -> None:
    found = validate_pipeline(hold(tmp_path, SURVEY, ANSWERS))
    assert found is not None
    assert (found.name, found.value > 0.5) == ("total_variation@1", True)


def test_values_of_a_reference_with_levels_are_places() -> None:
    document = load_reference(STATES).model_dump(by_alias=True)
    with pytest.raises(ValueError, match="values are their places"):
        Reference.model_validate(document | {"levels": ("Texas",)})


def test_a_reference_without_levels_does_not_speak_of_them() -> None:
    assert "levels" not in load_reference("persuasion_for_good/paid").to_json()
    assert '"levels"' in load_reference(STATES).to_json()


def test_a_scenario_names_a_file_that_is_checked(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"no\.json"):
        hold(tmp_path, SURVEY, ANSWERS, "compare.state=no.json")
