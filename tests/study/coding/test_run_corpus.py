from __future__ import annotations

import pytest

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.run_corpus import coded_corpus, corpora_coded_by, task_of


def test_a_run_is_about_the_task_of_the_corpus_that_it_is_compared_with(other: Run) -> None:
    assert coded_corpus(other) == "persuasion_for_good"


def test_a_corpus_without_codings_of_its_task_is_an_error() -> None:
    with pytest.raises(StudyError, match="no codings"):
        task_of("persuasiontrace")


def test_corpora_are_found_by_their_main_coding() -> None:
    assert corpora_coded_by("resistance") == ["persuasion_for_good"] and corpora_coded_by("acts") == []
