from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.sweep.plans import held, plan
from vs_sim.errors import StudyError
from vs_sim.sweep.identification import card_conclusion, finding, identification, identification_card, survives
from vs_sim.sweep.load_plan import load_plan
from vs_sim.sweep.sweep_run import Sweep

CELLS = """\
list:
  - {label: talk}
  - {label: silence, set: {control: true}}
  - {label: others, set: {control: yoked}}
identify: {baseline: talk, no_talk: silence, yoked: others, negative_control: donation}
"""


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("identification")
    return held(load_plan(plan(folder, CELLS), ["questions.stance=none"]), folder / "s")


def test_every_condition_is_compared_with_the_baseline_dialogue_by_dialogue(swept: Sweep) -> None:
    card = identification(swept)
    assert card is not None
    assert card["check"].tolist() == ["talk", "interaction", "negative control"]
    assert card["n"].tolist() == [4, 4, 4]
    talk, silence = (float(run.dialogues["donation"].mean()) / 2 for run in list(swept.finished.values())[:2])
    assert card["difference"].iloc[0] == pytest.approx(talk - silence)


def test_a_sweep_without_checks_has_no_card(tmp_path: Path) -> None:
    assert identification(held(load_plan(plan(tmp_path, "list: [{label: talk}]\n")), tmp_path / "s")) is None


def test_a_baseline_that_is_not_completed_is_said() -> None:
    with pytest.raises(StudyError, match="baseline"):
        identification_card({}, {"baseline": "talk"})


@pytest.mark.parametrize(
    ("low", "high", "p", "found"),
    [(0.2, 0.4, 0.01, "different"), (-0.1, 0.1, 0.9, "equivalent"), (-0.3, 0.1, 0.4, "undecided")],
)
def test_a_difference_is_found_ruled_out_or_undecided(low: float, high: float, p: float, found: str) -> None:
    assert finding({"low": low, "high": high, "p": p, "margin": 0.15}) == found


@pytest.mark.parametrize(
    ("check", "found", "difference", "verdict"),
    [
        ("talk", "different", 0.2, "yes"),
        ("interaction", "equivalent", 0.0, "no"),
        ("negative control", "different", 0.2, "no"),
        ("negative control", "undecided", 0.1, "undecided"),
        ("memory", "different", -0.2, "no"),
        ("memory", "different", 0.2, "yes"),
        ("no persona", "different", 0.2, ""),
    ],
)
def test_a_result_survives_what_it_should(check: str, found: str, difference: float, verdict: str) -> None:
    assert survives(check, found, difference) == verdict


def card(**known: str) -> pd.DataFrame:
    rows: dict[str, Any] = {"check": list(known), "survives": list(known.values())}
    return pd.DataFrame(rows)


def test_an_effect_counts_as_interaction_only_if_no_talk_and_yoked_talk_differ() -> None:
    assert "does not count as interaction" in card_conclusion(card(talk="yes", interaction="no"))
    assert "does not count as interaction" in card_conclusion(card(talk="undecided", interaction="yes"))
    assert "talk counts as interaction; every check is survived" in card_conclusion(card(talk="yes", interaction="yes"))
    assert "undecided: memory" in card_conclusion(card(talk="yes", interaction="yes", memory="no"))
