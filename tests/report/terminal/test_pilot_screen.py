from __future__ import annotations

import json
from pathlib import Path

import pytest

import vs_sim as vs
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.llm.backends.scripted import Scripted
from vs_sim.report.terminal.pilot_screen import MOST_LINES, pilot_screen, pilot_summary
from vs_sim.simulation.pilot import Pilot
from vs_sim.simulation.session import RunOptions


@pytest.fixture(scope="module")
def pilot(tmp_path_factory: pytest.TempPathFactory) -> Pilot:
    options = RunOptions(out=tmp_path_factory.mktemp("pilot") / "run")
    return vs.pilot("persuasion_for_good", size=3, sets=["exchanges=5"], options=options)


def test_it_fits_on_one_screen(pilot: Pilot) -> None:
    lines = pilot_screen(pilot).splitlines()
    assert len(lines) <= 40 and max(map(len, lines[1:])) <= 140


def test_it_says_that_no_language_model_answered(pilot: Pilot) -> None:
    assert pilot_screen(pilot).startswith(STANDIN_NOTICE)


def test_it_shows_two_dialogues_and_where_the_rest_can_be_read(pilot: Pilot) -> None:
    screen = pilot_screen(pilot)
    assert screen.count("── dialogue") == 2
    assert screen.count("  persuade") == 2 * MOST_LINES
    assert f"more: vs-sim show {pilot.run.folder} 1" in screen


def test_the_share_that_failed_has_its_interval(pilot: Pilot) -> None:
    assert pilot_screen(pilot).splitlines()[-1] == "go on: 0 of 3 dialogues failed (95% interval 0% to 56%), and 5% may"


def test_the_summary_is_json_and_unknown_is_null(pilot: Pilot) -> None:
    summary = json.loads(json.dumps(pilot_summary(pilot), allow_nan=False))
    assert summary["passes"] is True and summary["standin"] is True
    assert summary["per_dialogue"]["prompt_tokens"] is None
    assert summary["estimated_per_dialogue"]["prompt_tokens"] > 0


def test_what_a_model_says_cannot_move_the_cursor(tmp_path: Path) -> None:
    backends = {"persona": Scripted.of(['{"responses": [{"text": "\\u001b[2J Ohio", "probability": 1}]}'])}
    found = vs.pilot("state_survey", size=1, options=RunOptions(out=tmp_path / "run", backends=backends))
    assert "\x1b" not in pilot_screen(found) and "Ohio" in pilot_screen(found)
