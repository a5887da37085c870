"""The raw human file and laws displaced from it, for tests of the statistics."""

from __future__ import annotations

import csv
from functools import cache

import numpy as np

from tests.places import SHARED
from vs_sim.corpora.reference_data import Recipe
from vs_sim.study.build.reference_from_table import make_reference, reference_of
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.ecdf import Floats
from vs_sim.study.data.provenance import Header, Source
from vs_sim.study.data.reference import Reference, load_reference

RAW = SHARED / "data" / "persuasion_for_good" / "full_info.csv"
PERIOD = ("B4=1", "B2>=20180828", "B2<20180905")
PAID = load_reference("persuasion_for_good/paid")
HEADER = Header(id="some people", source=Source(name="some people"), unit="USD")

RECIPES = {
    "paid": Recipe("B6", "B3", PERIOD, 2.0),
    "paid_one_per_person": Recipe("B6", "B3", PERIOD, 2.0, "B2"),
    "paid_all": Recipe("B6", "B3", ("B4=1",), 2.0),
}


@cache
def by_person() -> tuple[tuple[float, ...], ...]:
    """The amounts of period C, person by person."""
    found: dict[str, list[float]] = {}
    with RAW.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["B4"] == "1" and "20180828" <= row["B2"] < "20180905":
                found.setdefault(row["B3"], []).append(min(float(row["B6"]), 2.0))
    return tuple(tuple(amounts) for amounts in found.values())


def dialogues(n: int, rng: np.random.Generator) -> Sample:
    """One dialogue each of n persons drawn at random."""
    persons = by_person()
    weights = np.array([len(amounts) for amounts in persons], dtype=float)
    chosen = rng.choice(len(persons), size=n, p=weights / weights.sum())
    return Sample([float(rng.choice(persons[index])) for index in chosen])


def clusters(n: int, rng: np.random.Generator) -> Sample:
    """Whole persons drawn at random until there are n dialogues."""
    persons, values, names = by_person(), list[float](), list[str]()
    while len(values) < n:
        amounts = persons[rng.integers(len(persons))]
        names += [str(len(set(names)))] * len(amounts)
        values += amounts
    return Sample(values[:n], names[:n])


def other_people(rng: np.random.Generator) -> Reference:
    """The reference that as many other people would have given: persons drawn with replacement."""
    persons = by_person()
    drawn = [persons[index] for index in rng.integers(len(persons), size=len(persons))]
    names = [str(index) for index, amounts in enumerate(drawn) for _ in amounts]
    return reference_of(Sample([amount for amounts in drawn for amount in amounts], names), HEADER)


def moved(share: float, *, start: float, end: float) -> Floats:
    """The human probabilities with a share of the mass moved from one amount to another."""
    probabilities = PAID.probabilities.copy()
    probabilities[PAID.support == start] -= share
    probabilities[PAID.support == end] += share
    return probabilities


def donors_lost(share: float) -> Floats:
    """The human probabilities with a share of the mass moved from donors, all alike, to $0."""
    probabilities = PAID.probabilities * (1 - share / PAID.donor_share)
    probabilities[0] = PAID.probabilities[0] + share
    return probabilities


def made_again(name: str) -> Reference:
    """A shipped reference, made from the raw file by its recipe and its own header."""
    return make_reference(RAW, RECIPES[name], load_reference(f"persuasion_for_good/{name}"))


def draws(probabilities: Floats, n: int, rng: np.random.Generator) -> Sample:
    """n independent values on the support of the reference."""
    return Sample(rng.choice(PAID.support, size=n, p=probabilities))
