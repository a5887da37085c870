"""The task of PersuasionForGood as its participants knew it, and the columns of the published tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vs_sim.corpora.transcript import Transcript

NAME = "persuasion_for_good"
TITLE = "PersuasionForGood"
PERSUADER, PERSUADEE = "persuader", "persuadee"
ROLES: Mapping[str, str] = {"0": PERSUADER, "1": PERSUADEE}
"""Code to role."""
ENDOWMENT = 2.0
"""Dollars that could be given in the question as it is asked of simulated people; larger payments are clipped to it."""
PERIODS = (("20180527", "A"), ("20180823", "B"), ("20180828", "C"))
"""First day of each wording of the task: the pay unnamed, $0.30 seen by some, `($2)` in the persuader's script."""
PERIOD_C = ("20180828", "20180905")
"""The first day of period C, and the day after its last dialogue."""
FLAGGED = "BAD_"
"""The beginning of the identifiers of dialogues that the authors flagged."""
DIALOGUE, PERSON, ROLE, PAID, TRAIT = "B2", "B3", "B4", "B6", ".x"
"""Columns of `full_info.csv`; those of traits end in `.x`."""
DIALOGUES, PEOPLE = "full_dialog.csv", "full_info.csv"
ANNOTATED = ("*annotated_dialog*.csv", "300_dialog*.csv")
INTENDED = ("*annotated_info*.csv", "300_info*.csv")


def period(dialogue: str) -> str:
    """The wording of the task in a dialogue: `A`, `B` or `C`, by its date."""
    day = re.sub(r"\D.*", "", dialogue.removeprefix(FLAGGED))
    return next((name for first, name in reversed(PERIODS) if day >= first), PERIODS[0][1])


def in_period_c(dialogue: str) -> bool:
    """Whether a dialogue took place in period C and was not flagged."""
    return PERIOD_C[0] <= dialogue < PERIOD_C[1]


def endowment_of(transcript: Transcript) -> float:
    """The most that could be given in a dialogue; $2, as in the corpus, where nothing is decided."""
    return ENDOWMENT if transcript.endowment is None else transcript.endowment
