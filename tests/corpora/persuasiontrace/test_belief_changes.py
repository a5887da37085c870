"""Every figure of the shipped belief changes, computed from the published rounds by other code."""

from __future__ import annotations

import csv
from collections import Counter
from statistics import fmean

import pytest

from tests.places import SHARED, needs_shared
from vs_sim.corpora.corpus import CORPORA
from vs_sim.study.data.published_figures import load_moments
from vs_sim.study.data.reference import load_reference

ARMS = {"persuasiontrace/change": "0", "persuasiontrace/control_change": "1"}
SETS = pytest.mark.parametrize("subset", ["", "_text4"])
Row = dict[str, str]


def rounds(subset: str) -> list[Row]:
    """The published rounds, or the written ones of four turns about a proposition that was given."""
    with (SHARED / "data" / "persuasiontrace" / "rounds.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    given = {"turn_limit": "4", "minimum_turns": "4", "audio": "0", "participant_proposition": "0"}
    return [row for row in rows if not subset or all(row[name] == value for name, value in given.items())]


def points_moved(row: Row) -> float:
    moved = 100 * float(row["final_belief"]) - 100 * float(row["initial_belief"])
    return moved if row["persuader_supports"] == "1" else -moved


@needs_shared
@SETS
@pytest.mark.parametrize("name", ARMS)
def test_counts_and_people_are_those_of_the_rounds(name: str, subset: str) -> None:
    rows = [row for row in rounds(subset) if row["control"] == ARMS[name]]
    shipped = load_reference(name + subset)
    whole = Counter(round(round(points_moved(row), 2)) for row in rows)
    assert dict(zip(shipped.values, shipped.counts, strict=True)) == whole
    assert (shipped.n, shipped.people) == (len(rows), len({row["person"] for row in rows}))


@needs_shared
@SETS
def test_the_effect_is_the_difference_of_mean_changes(subset: str) -> None:
    rows = rounds(subset)
    means = [fmean(points_moved(row) for row in rows if row["control"] == arm) for arm in "01"]
    (shipped,) = load_moments(f"persuasiontrace/effect{subset}").rows.values()
    assert shipped.value == pytest.approx(means[0] - means[1], abs=0.01)
    assert shipped.n == len(rows)


def test_the_printed_figures_are_those_of_the_data_set() -> None:
    change, control = (load_reference(name) for name in ARMS)
    assert (change.n, change.people, control.n, control.people) == (365, 199, 85, 66)
    assert (change.mean, control.mean) == pytest.approx((13.15, 4.91), abs=0.01)


def test_what_differs_from_a_simulation_is_said() -> None:
    assert any("language model" in caveat for caveat in load_moments("persuasiontrace/effect").caveats)


def test_the_references_are_registered_with_the_corpus() -> None:
    assert {name + subset for name in (*ARMS, "persuasiontrace/effect") for subset in ("", "_text4")} == set(
        CORPORA.get("persuasiontrace").references
    )
