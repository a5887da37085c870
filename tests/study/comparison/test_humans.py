"""People, imported as a run, give the published figures of PersuasionForGood to the printed digits."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from tests.places import SHARED, needs_shared
from vs_sim.log.run import Run
from vs_sim.study.coding.run_labels import labels_of
from vs_sim.study.comparison.texts import texts_of
from vs_sim.study.measure import find_measure

pytestmark = needs_shared
DATA = SHARED / "data" / "persuasion_for_good"
HALF = 0.0005 + 1e-9
"""Half of the last printed digit; a value that lies on the edge may be rounded either way."""


def units(people: Run, which: str) -> set[str]:
    frame = people.dialogues
    if which == "all":
        return set(frame["unit"])
    if which == "test":
        with (DATA / "vs_paper_test_donations.csv").open(encoding="utf-8") as file:
            return {row["conversation_id"].zfill(6) for row in csv.DictReader(file)}
    kept = frame[~frame["flagged"]]
    return set(kept["unit"] if which == "not flagged" else kept.loc[kept["period"] == which, "unit"])


@pytest.mark.parametrize(
    ("which", "n", "share", "mean", "clipped", "median"),
    [
        ("all", 1017, 0.536, 2.171, 0.409, 0.05),
        ("not flagged", 990, 0.533, 1.857, 0.392, 0.05),
        ("A", 148, 0.405, 6.463, 0.314, 0.0),
        ("B", 283, 0.512, 2.198, 0.286, 0.02),
        ("C", 559, 0.578, 0.465, 0.465, 0.15),
        ("test", 200, 0.510, 1.102, 0.402, 0.01),
    ],
)
def test_what_was_paid_in_every_period(
    people: Run, which: str, n: int, share: float, mean: float, clipped: float, median: float
) -> None:
    rows = people.dialogues[people.dialogues["unit"].isin(units(people, which))]
    found = ((rows["paid"] > 0).mean(), rows["paid"].mean(), rows["donation"].mean(), rows["donation"].median())
    assert len(rows) == n
    assert found == pytest.approx((share, mean, clipped, median), abs=HALF)


@pytest.mark.parametrize(
    ("which", "name", "printed"),
    [
        ("test", "distinct_char@1", 0.4191), ("test", "distinct_char@2", 0.8093), ("test", "distinct_char@3", 0.8920),
        ("test", "distinct@1", 0.623), ("test", "distinct@2", 0.930), ("test", "distinct@3", 0.983),
        ("all", "distinct@1", 0.622), ("C", "distinct@2", 0.933), ("C", "distinct@3", 0.984),
        ("test", "distinct_window@1", 0.667), ("test", "distinct_window@2", 0.947), ("C", "distinct_window@3", 0.989),
    ],
)  # fmt: skip
def test_how_persuadees_write(people: Run, which: str, name: str, printed: float) -> None:
    values, chosen = texts_of(people, "persuadee").values(find_measure(name)), units(people, which)
    kept = [unit in chosen for unit in people.dialogues["unit"]]
    digits = 0.00005 if round(printed, 3) != printed or name.startswith("distinct_char") else HALF
    assert np.nanmean(values[kept]) == pytest.approx(printed, abs=digits)


@pytest.mark.parametrize(
    ("role", "printed"),
    [
        ("persuadee", [7.2, 11.4, 14.1, 15.1, 15.7, 15.1, 15.5, 14.7, 14.3, 12.2]),
        ("persuader", [7.9, 15.6, 20.4, 23.3, 24.9, 23.5, 23.4, 22.7, 21.6, 19.0]),
    ],
)
def test_words_by_exchange(people: Run, role: str, printed: list[float]) -> None:
    turns = people.turns[people.turns["role"] == role]
    words = turns["text"].map(lambda text: len(text.split())).groupby(turns["exchange"]).mean()
    assert words.loc[:9].tolist() == pytest.approx(printed, abs=0.05 + 1e-9)


@pytest.mark.parametrize(
    ("label", "dialogues", "turns"),
    [("refusal", 29, 43), ("resistance", 60, 133), ("reserve", 78, 177), ("commitment", 118, 215)],
)
def test_who_resists_and_commits_in_the_labelled_half(people: Run, label: str, dialogues: int, turns: int) -> None:
    labels = labels_of(people, "resistance", "annotators")
    found = [{entry.turn for entry in said if entry.label == label} for said in labels.values()]
    assert (len(labels), sum(map(bool, found)), sum(map(len, found))) == (153, dialogues, turns)


def test_the_people_of_the_default_reference_are_those_of_period_c(people: Run) -> None:
    rows = people.dialogues[people.dialogues["unit"].isin(units(people, "C"))]
    assert rows["persuadee"].nunique() == 455


def test_every_dialogue_is_held_to_its_end(people: Run) -> None:
    assert people.counts == (1017, 0)
