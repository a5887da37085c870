from __future__ import annotations

import json
from pathlib import Path

from tests.commands import vs_sim


def test_a_question_is_answered_by_a_distribution(tmp_path: Path) -> None:
    done = vs_sim("ask", "Do you agree?", "--options", "Yes,No", "--seed", "3", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "stand-in" in done.stdout and "Yes" in done.stdout


def test_a_repeated_question_counts_its_answers(tmp_path: Path) -> None:
    done = vs_sim("ask", "Do you agree?", "--options", "Yes,No", "--repeat", "20", "--json", folder=tmp_path)
    assert sum(json.loads(done.stdout)["frequencies"].values()) == 20
