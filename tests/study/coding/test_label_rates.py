from __future__ import annotations

import numpy as np
import pytest

from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.label_rates import behaviour
from vs_sim.study.coding.run_corpus import task_of

TASK = task_of("persuasion_for_good")


def test_dialogues_are_read_up_to_one_number_of_exchanges(other: Run) -> None:
    found = behaviour(other, TASK, exchanges=2)
    assert len(found.transcripts) == 40 and {len(each.own) for each in found.transcripts} == {2}


def test_shorter_dialogues_are_left_out_and_counted(other: Run) -> None:
    found = behaviour(other, TASK)
    assert (len(found.transcripts), found.short) == (0, 40)


def test_a_sample_leaves_out_dialogues_without_the_figure(other: Run) -> None:
    found = behaviour(other, TASK, exchanges=3)
    assert found.sample("stated_amount").n == int(np.isfinite(found.values("stated_amount")).sum())


def test_a_figure_that_is_not_known_is_an_error(other: Run) -> None:
    with pytest.raises(StudyError, match="no figure 'joy'"):
        behaviour(other, TASK, exchanges=2).values("joy")
