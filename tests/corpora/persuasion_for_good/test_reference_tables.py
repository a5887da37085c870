from __future__ import annotations

from tests.places import needs_shared
from tests.study.corpus import published
from vs_sim.corpora.persuasion_for_good.reference_tables import REFERENCES


def test_references_are_named_by_their_folder() -> None:
    assert {name.partition("/")[0] for name in REFERENCES} == {"persuasion_for_good", "vs_paper"}


@needs_shared
def test_the_tables_hold_every_dialogue_once() -> None:
    assert published() is published()
