from __future__ import annotations

from pathlib import Path

from tests.log.logs import logged
from vs_sim.report.terminal.answer_table import answer_tables, answered


def test_a_question_without_reference_data_has_a_table_of_its_answers_with_n_and_share(tmp_path: Path) -> None:
    run = logged(tmp_path, [{"Yes": 1.0}] * 3 + [{"No": 1.0}], question="vote")
    (table,) = answer_tables(run)
    lines = table.splitlines()
    assert lines[0] == "vote: Yes?"
    assert [line.split()[:3] for line in lines[1:4]] == [
        ["answer", "n", "share"],
        ["Yes", "3", "0.750"],
        ["No", "1", "0.250"],
    ]


def test_a_question_with_reference_data_is_left_to_the_comparison(tmp_path: Path) -> None:
    assert list(answer_tables(logged(tmp_path, [{1.0: 1.0}] * 3))) == []


def test_answers_beyond_a_dozen_are_counted_and_none_reaches_the_terminal_raw(tmp_path: Path) -> None:
    run = logged(tmp_path, [{f"\x1b[31mreason {at}": 1.0} for at in range(15)], question="why")
    (table,) = answer_tables(run)
    assert "… 3 more answers" in table
    assert "\x1b" not in table


def test_the_answers_to_a_question_are_counted(tmp_path: Path) -> None:
    assert answered(logged(tmp_path, [{"Yes": 1.0}] * 2, question="vote"), "vote").counts == {"Yes": 2}
