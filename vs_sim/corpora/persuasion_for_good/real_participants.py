"""The participants of period C, each with the partner and the payment of the real dialogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from vs_sim.core.persona import Trait
from vs_sim.corpora.participants import Participant, ParticipantsTable
from vs_sim.corpora.persuasion_for_good.participant_traits import TRAIT_LABELS, traits_of
from vs_sim.corpora.persuasion_for_good.task_facts import DIALOGUE, ENDOWMENT, PAID, PEOPLE, PERSON, ROLE, in_period_c
from vs_sim.files.csv_table import Row

_COLUMNS = (DIALOGUE, PERSON, ROLE, PAID)


def _pairs(rows: Sequence[Row]) -> list[tuple[Participant, Participant]]:
    """The dialogues of period C of which both sides are known; flagged ones are left out."""
    sides: dict[str, dict[int, Participant]] = {}
    for row in rows:
        if set(_COLUMNS) <= set(row.cells) and row.cells[ROLE] in (0, 1) and in_period_c(str(row.cells[DIALOGUE])):
            sides.setdefault(str(row.cells[DIALOGUE]), {})[int(row.cells[ROLE])] = _participant(row.cells)
    return [(both[0], both[1]) for both in sides.values() if {0, 1} <= set(both)]


def _participant(cells: Mapping[str, Trait]) -> Participant:
    paid = cells[PAID]
    known = not isinstance(paid, str) and bool(np.isfinite(paid))
    own = {"dialogue": cells[DIALOGUE]} | ({"paid": min(float(paid), ENDOWMENT)} if known else {})
    return Participant(str(cells[PERSON]), traits_of(cells), own)


PARTICIPANTS = ParticipantsTable(
    file=PEOPLE,
    columns=_COLUMNS,
    labels=TRAIT_LABELS,
    pairs=_pairs,
    nobody="no dialogue of 28 August to 4 September 2018 with both its sides",
)
