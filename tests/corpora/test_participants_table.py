from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.corpora.participants_table import read_participants
from vs_sim.errors import ScenarioError


def test_a_table_of_no_corpus_says_which_columns_are_missing(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("B2,age\n1,30\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="no column B3, B4, B6"):
        read_participants(tmp_path / "own.csv")


def test_a_table_without_a_whole_dialogue_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("B2,B3,B4,B6\n20180901-1,ann,0,1\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="both its sides"):
        read_participants(tmp_path / "own.csv")
