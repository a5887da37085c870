from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import pytest

from vs_sim.api.runs import simulate
from vs_sim.errors import ScenarioError, StudyError
from vs_sim.log.run import Run
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions
from vs_sim.study.arms.arm_effect import compared_effect, with_missing
from vs_sim.study.comparison.scorecard import Scorecard


@pytest.fixture(scope="module")
def arms(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Run]:
    def ran(name: str, *sets: str) -> Run:
        out = tmp_path_factory.mktemp("arms") / name
        return simulate("debate", sets=["dialogues=30", "exchanges=2", *sets], options=RunOptions(out=out))

    return ran("debate"), ran("small_talk", "control=small_talk")


@pytest.fixture(scope="module")
def card(arms: tuple[Run, Run]) -> Scorecard:
    return compared_effect(*arms)


def mean_change(run: Run) -> float:
    answers = {name: run.answers(name).set_index("unit")["value"] for name in ("belief_before", "belief")}
    return fmean(answers["belief"][unit] - answers["belief_before"][unit] for unit in answers["belief"].index)


def test_the_effect_is_the_mean_change_with_the_dialogue_less_that_without(
    card: Scorecard, arms: tuple[Run, Run]
) -> None:
    assert card.sections[0].lines[0].estimate.value == pytest.approx(mean_change(arms[0]) - mean_change(arms[1]))


def test_the_effect_and_both_arms_are_judged_and_other_people_are_descriptive(card: Scorecard) -> None:
    judged = [line.name for section in card.sections for line in section.lines if line.estimate.verdict]
    assert len(judged) == 3


def test_a_stand_in_proves_nothing_about_people(card: Scorecard) -> None:
    assert card.standin and "nothing about people" in str(card.to_dict())


def test_failed_dialogues_widen_the_bounds_by_their_share_of_the_range(card: Scorecard) -> None:
    known = card.sections[0].lines[0].estimate
    found = with_missing(known, (0.1, 0.05), (-100.0, 100.0))
    assert found.upper_missing == pytest.approx(known.upper + 30)


def test_the_run_is_named_first_and_then_its_control_arm(arms: tuple[Run, Run]) -> None:
    with pytest.raises(StudyError, match="no control arm") as caught:
        compared_effect(arms[1], arms[0])
    assert "control=small_talk" in str(caught.value.hint)


def test_a_scenario_without_an_effect_says_where_to_declare_one(tmp_path: Path) -> None:
    plain = simulate("die_roll", sets=["respondents=2"], options=RunOptions(out=tmp_path / "die"))
    with pytest.raises(StudyError, match="declares no effect"):
        compared_effect(plain, plain)


@pytest.mark.parametrize(
    ("sets", "message"),
    [
        (["compare.effect.after=beleif"], "belief"),
        (["compare.effect.treated=persuasiontrace/chang"], "persuasiontrace/change"),
        (["compare.effect.difference=persuasiontrace/efect"], "persuasiontrace/effect"),
    ],
)
def test_a_misspelled_part_of_an_effect_is_a_fault(sets: Sequence[str], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        load_scenario("debate", list(sets))
