from __future__ import annotations

from vs_sim.corpora.coding_scheme import CODINGS
from vs_sim.corpora.corpus import CORPORA
from vs_sim.study.data.reference import SHELF


def test_its_codings_are_registered_and_its_main_coding_is_one_of_turns() -> None:
    task = CORPORA.get("persuasion_for_good").coded
    assert task is not None and task.main in task.by_turn
    assert {*task.by_turn, *task.by_dialogue} <= set(CODINGS)


def test_its_references_and_its_context_are_shipped() -> None:
    corpus = CORPORA.get("persuasion_for_good")
    assert all((SHELF / f"{name}.json").is_file() for name in (*corpus.references, *corpus.context))
