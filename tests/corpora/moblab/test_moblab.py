"""Every figure of the shipped references of MobLab, computed from the published tables by other code."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.places import SHARED, needs_shared
from vs_sim.corpora.corpus import CORPORA, read_corpus
from vs_sim.errors import StudyError
from vs_sim.study.data.reference import load_reference

DATA = SHARED / "data" / "moblab"
COLUMNS = {
    "moblab/dictator": ("dictator_100.csv", "given"),
    "moblab/ultimatum_offer": ("ultimatum_100.csv", "offered"),
    "moblab/ultimatum_least": ("ultimatum_100.csv", "least_accepted"),
}
each_reference = pytest.mark.parametrize("name", COLUMNS)


@cache
def decisions(name: str) -> list[tuple[str, float]]:
    """Person and decision of every first game; in the ultimatum game of those who answered in both roles."""
    file, column = COLUMNS[name]
    with (DATA / file).open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["round"] == "1"]
    return [(row["person"], float(row[column])) for row in rows if "-1" not in row.values()]


@needs_shared
@each_reference
def test_counts_and_people_are_those_of_the_table(name: str) -> None:
    found, shipped = decisions(name), load_reference(name)
    assert dict(zip(shipped.values, shipped.counts, strict=True)) == Counter(value for _, value in found)
    assert (shipped.n, shipped.people) == (len(found), len({person for person, _ in found}))


@needs_shared
@each_reference
@pytest.mark.parametrize("at", [0.0, 25.0, 50.0])
def test_the_error_of_a_share_is_clustered_by_person(name: str, at: float) -> None:
    found, shipped = decisions(name), load_reference(name)
    share = sum(value <= at for _, value in found) / len(found)
    residuals: defaultdict[str, float] = defaultdict(float)
    for person, value in found:
        residuals[person] += (value <= at) - share
    persons = len(residuals)
    variance = persons / (persons - 1) * math.fsum(each**2 for each in residuals.values()) / len(found) ** 2
    place = shipped.values.index(at)
    assert shipped.curve[place] == pytest.approx(share)
    assert shipped.covariance[place][place] == pytest.approx(variance, abs=1e-11)


@pytest.mark.parametrize(
    ("name", "n", "people", "mean", "half"),
    [
        ("moblab/dictator", 13232, 10335, 25.861, 0.194),
        ("moblab/ultimatum_offer", 5993, 5291, 44.259, 0.283),
        ("moblab/ultimatum_least", 5993, 5291, 34.299, 0.205),
    ],
)
def test_the_printed_figures_are_those_of_the_data_set(
    name: str, n: int, people: int, mean: float, half: float
) -> None:
    shipped = load_reference(name)
    assert (shipped.n, shipped.people) == (n, people)
    assert (shipped.mean, shipped.probabilities[shipped.values.index(50)]) == pytest.approx((mean, half), abs=6e-4)


@each_reference
def test_the_licence_and_what_the_people_were_are_printed(name: str) -> None:
    shipped = load_reference(name)
    assert shipped.source.license == "MIT"
    assert any("students" in caveat for caveat in shipped.caveats)


def test_it_has_no_dialogues_to_import() -> None:
    with pytest.raises(StudyError, match="no dialogues to import") as caught:
        read_corpus("moblab", Path())
    assert "moblab/dictator" in str(caught.value.hint)


def test_it_is_registered_with_its_references() -> None:
    assert set(CORPORA.get("moblab").references) == set(COLUMNS)
