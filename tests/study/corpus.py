"""The published tables of the human corpus, for tests of texts, covariates and individuals."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tests.places import SHARED
from vs_sim.corpora.persuasion_for_good.reference_tables import PublishedTables
from vs_sim.study.build.shipped_references import table_of_data
from vs_sim.study.data.outcome_table import OutcomeTable
from vs_sim.study.data.provenance import Header, Source

HEADER = Header(id="some people", source=Source(name="some people"))


@cache
def published() -> PublishedTables:
    """The published tables of PersuasionForGood."""
    return PublishedTables(SHARED / "data" / "persuasion_for_good")


def payments(dialogues: Iterable[str]) -> OutcomeTable:
    """What the persuadees of some dialogues paid, with their traits."""
    return table_of_data(published().payments(dialogues))
