"""MobLab (Mei et al. 2024): what people on a teaching platform decided in dictator and ultimatum games with $100.

The published tables hold decisions and no dialogues, so they are reference data and cannot be imported as a run. As in
the publication, the first round of each game counts, and in the ultimatum game those who answered in both roles.
"""

from __future__ import annotations

from pathlib import Path

from vs_sim.corpora.corpus import CorpusDefinition, ReferenceMaker, register_corpus
from vs_sim.corpora.reference_data import Recipe, RecipeData

MOBLAB = "moblab"
_FIRST = "round=1"
_IN_BOTH_ROLES = ("offered>=0", "least_accepted>=0")
"""The platform writes -1 where somebody did not answer."""


def _decisions(file: str, value: str, *where: str) -> ReferenceMaker:
    """The decisions in a column, whose people are named in the column `person`."""

    def data(folder: Path) -> RecipeData:
        return RecipeData(file, Recipe(value, "person", (_FIRST, *where)))

    return data


register_corpus(
    CorpusDefinition(
        name=MOBLAB,
        title="MobLab",
        references={
            f"{MOBLAB}/dictator": _decisions("dictator_100.csv", "given"),
            f"{MOBLAB}/ultimatum_offer": _decisions("ultimatum_100.csv", "offered", *_IN_BOTH_ROLES),
            f"{MOBLAB}/ultimatum_least": _decisions("ultimatum_100.csv", "least_accepted", *_IN_BOTH_ROLES),
        },
        context=("dictator/engel_2011",),
    )
)
