from __future__ import annotations

from tests.places import SHARED, needs_shared
from vs_sim.corpora.participants_table import read_participants
from vs_sim.corpora.persuasion_for_good.real_participants import PARTICIPANTS


def test_the_columns_of_the_table_are_those_of_the_task() -> None:
    assert PARTICIPANTS.columns == ("B2", "B3", "B4", "B6") and "age" in PARTICIPANTS.labels


@needs_shared
def test_what_a_participant_paid_is_at_most_the_endowment() -> None:
    found = read_participants(SHARED / "data" / "persuasion_for_good" / "full_info.csv")
    paid = [float(side.own["paid"]) for pair in found.dialogues for side in pair if "paid" in side.own]
    assert len(found.dialogues) > 400 and min(paid) >= 0 and max(paid) == 2.0
