from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import vs_sim
from tests.places import SHARED, needs_shared

TABLE = "who,gave,period\nann,0,C\nann,1,C\nbob,5,C\ncy,0.5,B\n"
RAW = SHARED / "data" / "persuasion_for_good" / "full_info.csv"


def test_a_reference_of_ones_own_is_made_and_shown(tmp_path: Path) -> None:
    (tmp_path / "gifts.csv").write_text(TABLE, encoding="utf-8")
    made = vs_sim(
        "reference", "make", "gifts.csv", "--value", "gave", "--person", "who", "--where", "period=C", "--clip", "2",
        "--unit", "USD", "--out", "my.json", folder=tmp_path,
    )  # fmt: skip
    assert made.stdout.endswith("Reference(my: 3 values of 2 people, mean 1 USD)\n"), made.stderr
    assert "gifts.csv: 4 rows, 3 columns; UTF-8, separated by comma" in made.stdout
    assert "3 rows kept, of 2 people by column who" in made.stdout
    shown = vs_sim("show", "reference", "my.json", folder=tmp_path)
    assert "vs-sim reference make gifts.csv --value gave --person who" in shown.stdout.replace("\n", " ")


def test_a_column_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "gifts.csv").write_text(TABLE, encoding="utf-8")
    made = vs_sim("reference", "make", "gifts.csv", "--value", "gav", "--out", "my.json", folder=tmp_path)
    assert (made.returncode, made.stderr) == (
        2,
        "error: gifts.csv has no column 'gav'; it has who, gave, period\nhint: did you mean 'gave'?\n",
    )


def test_all_references_are_listed(tmp_path: Path) -> None:
    listed = vs_sim("list", "references", folder=tmp_path).stdout
    for name in ("die/fair", "dictator/engel_2011", "persuasion_for_good/paid", "persuasion_for_good/traits"):
        assert name in listed


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("persuasion_for_good/paid", "559 values of 455 people; mean 0.465"),
        ("persuasion_for_good/traits", "trait_effect@agreeable"),
        ("dictator/engel_2011", "not printed"),
        ("moblab/dictator", "13232 values of 10335 people; mean 25.861"),
        ("vs_paper/donation_law", "recovered"),
        ("die/fair", "Not people"),
        ("persuasion_for_good/codings_rules", "resists_after_request"),
        ("persuasion_for_good/acts", "ask-org-info@1"),
        ("persuasion_for_good/personas", "761 persons"),
    ],
)
def test_a_reference_is_shown_with_its_caveats(tmp_path: Path, name: str, words: str) -> None:
    assert words in vs_sim("show", "reference", name, folder=tmp_path).stdout


def test_a_reference_is_shown_as_its_file(tmp_path: Path) -> None:
    shown = vs_sim("show", "reference", "die/fair", "--json", folder=tmp_path)
    assert json.loads(shown.stdout)["values"] == [1, 2, 3, 4, 5, 6]


def test_an_unknown_reference_is_a_sentence(tmp_path: Path) -> None:
    shown = vs_sim("show", "reference", "die/fare", folder=tmp_path)
    assert shown.returncode == 2 and "no reference 'die/fare'" in shown.stderr


def test_a_run_is_compared_with_people(runs: Path) -> None:
    shown = vs_sim("compare", "1", folder=runs).stdout
    assert shown.index("Primary outcome") < shown.index("What is missing") < shown.index("Distribution of donation")
    assert "always answering $0.25" in shown and "Pipeline validation" in shown


def test_two_runs_are_compared_with_each_other(runs: Path) -> None:
    first, second = json.loads(vs_sim("compare", "1", "2", "--json", folder=runs).stdout)
    assert {row["section"] for row in first["rows"]} == {
        "Each run compared with its reference data",
        "2 compared with 1: donation",
    }
    assert second["primary"]["reference"] == "run 1"


def test_a_plan_says_when_the_human_file_is_the_limit(tmp_path: Path) -> None:
    planned = vs_sim("plan", "--margin", "0.1", "--power", "0.96", folder=tmp_path).stdout
    assert "The human file is the limit" in planned


def test_a_plan_in_json(tmp_path: Path) -> None:
    planned = json.loads(vs_sim("plan", "persuasion_for_good/paid", "--json", folder=tmp_path).stdout)
    assert 150 < planned["needed"] < 210


@needs_shared
def test_the_recorded_command_makes_the_shipped_reference(tmp_path: Path) -> None:
    where = [word for condition in ("B4=1", "B2>=20180828", "B2<20180905") for word in ("--where", condition)]
    vs_sim(
        "reference", "make", str(RAW), "--value", "B6", "--person", "B3", *where, "--clip", "2", "--out", "my.json",
        folder=tmp_path,
    )  # fmt: skip
    own = json.loads((tmp_path / "my.json").read_text(encoding="utf-8"))
    shipped = json.loads(vs_sim("show", "reference", "persuasion_for_good/paid", "--json", folder=tmp_path).stdout)
    assert [own[key] for key in ("n", "people", "values", "counts", "covariance")] == [
        shipped[key] for key in ("n", "people", "values", "counts", "covariance")
    ]
