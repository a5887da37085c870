from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from tests.commands import vs_sim
from tests.log.logs import Law, distribution, logged
from vs_sim.log.run import Run
from vs_sim.report.terminal.distribution_table import whole_table

LAWS: list[Law] = [{0: 0.4, 1: 0.3, 2: 0.1}, {0: 0.2, 0.5: 0.5, 1: 0.2}] * 20


def shown(run: Run) -> str:
    console = Console(width=140, file=StringIO(), record=True)
    console.print(whole_table(run))
    return console.export_text()


def test_draws_and_laws_stand_in_rows_of_their_own(tmp_path: Path) -> None:
    rows = [line.split("│")[2].strip() for line in shown(logged(tmp_path, LAWS)).splitlines() if "│" in line]
    assert rows == ["draws", "full, exhaustive"]


def test_the_variance_saved_stands_beside_the_distance(tmp_path: Path) -> None:
    text = shown(logged(tmp_path, LAWS))
    assert "variance saved" in text
    assert "noise" in text
    assert "last decision only" in text


def test_samples_that_were_weighted_again_are_warned_of(tmp_path: Path) -> None:
    run = logged(tmp_path, [distribution(law, "sample") for law in LAWS])
    assert "sharpened twice" in shown(run)


def test_a_question_of_options_has_no_mean(tmp_path: Path) -> None:
    assert "vote" in shown(logged(tmp_path, [{"Yes": 0.5, "No": 0.5}] * 3, question="vote"))


def test_the_command_shows_laws_and_repairs(tmp_path: Path) -> None:
    logged(tmp_path, [distribution(law).repair("fence") for law in LAWS])
    done = vs_sim("show", ".", "--whole", "--repairs", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "variance saved" in done.stdout
    assert "stated sums" in done.stdout
    assert "fence" in done.stdout
