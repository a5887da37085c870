from __future__ import annotations

from vs_sim.log.run import Run
from vs_sim.study.coding.run_transcripts import decided, transcripts_of


def test_the_coded_role_is_the_one_that_decides_an_amount(other: Run) -> None:
    question, speaker, most = decided(other)
    assert (question, speaker, most) == ("donation", "persuadee", 2.0)


def test_every_completed_dialogue_is_a_transcript_with_its_decision(other: Run) -> None:
    found = transcripts_of(other)
    assert len(found) == other.counts[0] and {len(each.own) for each in found} == {3}
    assert all(each.decision is not None and 0 <= each.decision <= 2 for each in found)


def test_a_simulation_has_no_facts_of_a_corpus(other: Run) -> None:
    assert {len(each.facts) for each in transcripts_of(other)} == {0}
