from __future__ import annotations

from pathlib import Path

from tests.log.logs import logged
from tests.report.printed import cells_of, printed
from vs_sim.core.standin_notice import STANDIN_NOTICE
from vs_sim.log.run import Run
from vs_sim.report.terminal.run_table import cells, dialogue_table, in_order, run_table
from vs_sim.study.data.estimate import Estimate


def test_an_outcome_is_shown_with_n_the_people_and_its_noise(tmp_path: Path) -> None:
    shown = printed(run_table(logged(tmp_path, [{0.0: 1.0}] * 20 + [{1.0: 1.0}] * 20), None))
    assert "donation compared with persuasion_for_good/paid" in shown
    assert "n = 40, compared with 455 people. noise: sampling noise" in " ".join(shown.split())


def test_values_that_are_missing_are_counted(tmp_path: Path) -> None:
    shown = printed(run_table(logged(tmp_path, [{0.0: 1.0}] * 3, failed=2), None))
    assert "3 respondents completed, 2 failed" in shown
    assert "2 of 5 values of donation are missing: the dialogues failed." in shown


def test_a_distance_has_no_value_of_its_own_beside_peoples() -> None:
    ks = Estimate("ks", "donation", 0.21, 0.15, 0.27, n=200, people=455, sampling_noise=0.104, margin=0.15)
    assert cells(ks)[:6] == ["ks", "", "", ".21 [.15, .27]", ".104", ".15"]


def test_a_summary_is_shown_beside_peoples_with_their_difference() -> None:
    mean = Estimate("mean", "donation", 0.9, 0.1, 0.3, n=200, people=455, human=0.7, difference=0.2, sampling_noise=0.1)
    assert cells(mean)[:6] == ["mean", ".90", ".70", "+.20 [.10, .30]", ".100", ""]


def test_a_run_of_the_stand_in_is_headed_as_one(standin: Run) -> None:
    assert printed(run_table(standin, None)).startswith(STANDIN_NOTICE)


def test_a_dialogue_marks_the_drawn_candidate_and_shows_texts_as_they_are(hostile: Run) -> None:
    offered = hostile.candidates
    unit = offered["unit"].iloc[0]
    mine = offered[offered["unit"] == unit]
    shown = printed(dialogue_table(mine))
    assert sum(row[4] == "→" for row in cells_of(shown)) == mine["drawn"].sum()
    assert "</script>" in shown
    assert not any(sign in shown for sign in ("\x00", "\x9b", "\u202e"))


def test_answers_at_the_end_come_last(hostile: Run) -> None:
    offered = hostile.candidates
    rows = list(in_order(offered[offered["unit"] == offered["unit"].iloc[0]]))
    whens = [float(str(row["when"])) for row in rows]
    assert whens == sorted(whens)
