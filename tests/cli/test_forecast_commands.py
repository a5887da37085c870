from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import vs_sim

ASKED = ("persuasion_for_good", "--set", "exchanges=2", "--set", "questions.stance=none", "--dialogues", "10")


def test_people_are_forecast_and_the_forecasts_read_again(runs: Path) -> None:
    made = vs_sim("forecast", "1", *ASKED, "--after", "end", "--out", "f", "--json", folder=runs)
    assert made.returncode == 0, made.stderr
    assert "10 dialogues, 90 calls" in made.stderr
    read = vs_sim("forecast", "f", folder=runs)
    assert "donation, after the last turn" in read.stdout and "ground truth" in read.stdout
    assert json.loads(made.stdout)["scores"] == json.loads(vs_sim("show", "f", "--json", folder=runs).stdout)["scores"]


def test_the_cost_is_told_before_anything_is_asked(runs: Path) -> None:
    told = vs_sim("forecast", "1", *ASKED, "--estimate", "--conditions", "own persona", "--json", folder=runs)
    assert json.loads(told.stdout)["calls"] == 20
    assert not (runs / "runs").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--after", "soon"), "'soon' is no moment"),
        (("--conditions", "directly"), "direct"),
        (("--where", "period"), "write fact=value"),
        (("--act", "resistence"), "resistance"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(runs: Path, wrong: tuple[str, str], said: str) -> None:
    done = vs_sim("forecast", "1", *ASKED, *wrong, folder=runs)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr
