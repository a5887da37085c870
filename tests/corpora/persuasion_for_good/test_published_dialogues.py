from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import SHARED, needs_shared
from vs_sim.corpora.persuasion_for_good.published_dialogues import read_dialogues
from vs_sim.errors import ScenarioError


def test_a_folder_without_the_files_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"full_dialog\.csv: no such file"):
        read_dialogues(tmp_path)


@needs_shared
def test_every_published_dialogue_is_read_with_both_sides() -> None:
    corpus = read_dialogues(SHARED / "data" / "persuasion_for_good")
    assert len(corpus.conversations) == 1017
    assert {frozenset(each.personas) for each in corpus.conversations} == {frozenset({"persuader", "persuadee"})}
    assert sum(bool(each.labels) for each in corpus.conversations) >= 153
