from __future__ import annotations

import pytest

from tests.places import needs_shared
from vs_sim.corpora.coding_scheme import CODINGS
from vs_sim.errors import StudyError
from vs_sim.log.run import Run
from vs_sim.study.coding.classifier import Turns, learn
from vs_sim.study.coding.run_transcripts import transcripts_of


def test_a_run_without_annotators_teaches_nothing(other: Run) -> None:
    with pytest.raises(StudyError, match="annotators"):
        learn(other)


@pytest.mark.parametrize(("name", "more"), [("resistance", True), ("stated_amount", False)])
def test_features_of_turns_are_those_of_the_coding(other: Run, name: str, more: bool) -> None:
    coding, transcripts = CODINGS.get(name), transcripts_of(other)[:2]
    turns = Turns.of(transcripts, coding)
    assert turns.shown.shape[0] == len(turns.texts) == sum(len(each.own) for each in transcripts)
    assert (turns.shown.shape[1] > len(coding.codebook)) is more


@needs_shared
def test_a_classifier_agrees_with_annotators_on_dialogues_it_did_not_see(people: Run) -> None:
    pytest.importorskip("sklearn", reason="needs vs-sim[stats]")
    found = learn(people).agreement
    assert found["resistance"].kappa >= 0.43 and found["commitment"].kappa >= 0.64
    assert found["resistance"].low < found["resistance"].kappa and found["resistance"].alpha > 0.4
