from __future__ import annotations

import importlib
import io
import sys

import pytest

from vs_sim.simulation.progress import ProgressBar, ProgressLines, Tally, on_stderr


def test_a_tally_says_the_cost_and_never_takes_an_unknown_one_for_nothing() -> None:
    assert str(Tally(3, 1, 10, 40, 0.5)) == "40 calls, $0.5000, 1 failed"
    assert str(Tally(3, 1, 10, 40, None, cells=(1, 4))) == "1/4 cells, 40 calls, cost unknown, 1 failed"


def test_lines_are_written_only_now_and_then_and_always_at_the_end() -> None:
    stream = io.StringIO()
    lines = ProgressLines(stream)
    for done in range(50):
        lines.update(Tally(done, 0, 50, done, 0.0))
    assert stream.getvalue() == ""
    lines.close()
    assert stream.getvalue() == "49/50 dialogues, 49 calls, $0.0000, 0 failed, about 0 s left\n"


def test_the_time_left_is_told_by_the_pace_of_this_session_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    stream = io.StringIO()
    lines = ProgressLines(stream)
    lines.update(Tally(90, 0, 190, 0, 0.0))
    now[0] = 20.0
    lines.update(Tally(98, 2, 190, 0, 0.0))
    assert stream.getvalue().endswith("100/190 dialogues, 0 calls, $0.0000, 2 failed, about 3 min left\n")


def test_a_sentence_is_a_line_of_its_own() -> None:
    stream = io.StringIO()
    ProgressLines(stream).say("note: one")
    assert stream.getvalue() == "note: one\n"


def test_a_bar_counts_failed_dialogues_as_finished(capsys: pytest.CaptureFixture[str]) -> None:
    shown = ProgressBar()
    shown.update(Tally(1, 0, 4, 1, 0.0))
    shown.update(Tally(2, 1, 4, 5, 0.0))
    assert shown.bar.n == 3
    shown.close()
    assert "3/4" in capsys.readouterr().err


def test_no_bar_is_drawn_where_nobody_looks() -> None:
    importlib.import_module("ipykernel.kernelapp")  # imported by another library, it makes no notebook
    assert sys.stderr.isatty() or isinstance(on_stderr(), ProgressLines)
