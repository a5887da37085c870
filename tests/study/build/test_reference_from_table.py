from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.places import needs_shared
from tests.study.people import HEADER, RECIPES, made_again
from vs_sim.core.csv_reading import CsvReading
from vs_sim.corpora.reference_data import Recipe
from vs_sim.errors import StudyError
from vs_sim.study.build.reference_from_table import make_reference, reference_of, table_understood
from vs_sim.study.data.clustered_sample import Sample
from vs_sim.study.data.provenance import read_header
from vs_sim.study.data.reference import SHELF, Reference, load_reference

TABLE = "who,gave,day\nann,0,3\nann,1,1\nbob,5,2\ncy,0.5,10\ndee,,4\n"
KNOWN = ("gave!=",)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "gifts.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def counts(reference: Reference) -> dict[float, float]:
    return dict(zip(reference.values, reference.counts, strict=True))


def test_values_and_people_are_counted(table: Path) -> None:
    reference = make_reference(table, Recipe("gave", "who", KNOWN), HEADER)
    assert counts(reference) == {0.0: 1, 0.5: 1, 1.0: 1, 5.0: 1}
    assert (reference.n, reference.people) == (4, 3)


def test_values_above_the_clip_count_as_it(table: Path) -> None:
    reference = make_reference(table, Recipe("gave", "who", KNOWN, clip=1), HEADER)
    assert counts(reference) == {0.0: 1, 0.5: 1, 1.0: 2}


def test_the_first_row_of_a_person_is_first_in_the_order_of_a_column(table: Path) -> None:
    reference = make_reference(table, Recipe("gave", "who", KNOWN, first_by="day"), HEADER)
    assert counts(reference) == {0.5: 1, 1.0: 1, 5.0: 1}


def test_numbers_are_ordered_as_numbers(table: Path) -> None:
    assert make_reference(table, Recipe("gave", None, ("gave!=", "day<10")), HEADER).n == 3


def test_without_a_person_column_every_row_is_another_person(table: Path) -> None:
    assert make_reference(table, Recipe("gave", None, KNOWN), HEADER).people == 4


def test_the_file_is_signed_and_the_command_recorded(table: Path) -> None:
    recipe = Recipe("gave", "who", KNOWN, 2, "day")
    reference = make_reference(table, recipe, HEADER)
    assert reference.source.files == {"gifts.csv": hashlib.sha256(table.read_bytes()).hexdigest()}
    expected = "vs-sim reference make gifts.csv --value gave --person who --where 'gave!=' --clip 2 --first-by day"
    assert reference.computed.command == expected


def test_a_missing_value_is_never_left_out_silently(table: Path) -> None:
    with pytest.raises(StudyError, match="gave is '' in a row that the conditions keep") as caught:
        make_reference(table, Recipe("gave", "who"), HEADER)
    assert '--where "gave!="' in str(caught.value.hint)


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe("gav", "who"),
        Recipe("gave", "gav"),
        Recipe("gave", "who", ("gav=1",)),
        Recipe("gave", "who", (), None, "gav"),
    ],
)
def test_an_unknown_column_meets_the_nearest_known_one(table: Path, recipe: Recipe) -> None:
    with pytest.raises(StudyError, match=r"gifts\.csv has no column 'gav'; it has who, gave, day") as caught:
        make_reference(table, recipe, HEADER)
    assert caught.value.hint == "did you mean 'gave'?"


def test_conditions_that_leave_one_person_make_no_reference(table: Path) -> None:
    with pytest.raises(StudyError, match="a reference needs 2 people; some people has 1"):
        make_reference(table, Recipe("gave", "who", ("who=ann",)), HEADER)


def test_the_first_row_of_each_person_needs_persons(table: Path) -> None:
    with pytest.raises(StudyError, match="needs a person column"):
        make_reference(table, Recipe("gave", None, KNOWN, first_by="day"), HEADER)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"none.csv: cannot be read"):
        make_reference(tmp_path / "none.csv", Recipe("gave"), HEADER)


def test_a_table_in_another_encoding_is_refused_or_named(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes("gave\nПривет\n".encode("cp1251"))
    with pytest.raises(StudyError, match="not UTF-8"):
        make_reference(tmp_path / "table.csv", Recipe("gave"), HEADER)


def test_an_empty_table_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("", encoding="utf-8")
    with pytest.raises(StudyError, match="holds no row"):
        make_reference(tmp_path / "table.csv", Recipe("gave"), HEADER)


@pytest.mark.parametrize(
    ("text", "recipe", "message"),
    [
        ("worker,gave\nann,0,5\nbob,1,25\n", Recipe("gave", "worker"), r":2:7: expected 2 cells"),
        ("worker,gave,gave\nann,0,9\n", Recipe("gave", "worker"), "stands twice"),
        ("worker,gave\nann,NA\nbob,1\n", Recipe("gave", "worker"), r":2:1: gave is '' in a row"),
        ("worker,gave\n,1\nbob,1\n", Recipe("gave", "worker"), r":2:1: worker is empty"),
        ("worker,gave\nann,$1\nbob,1\n", Recipe("gave", "worker"), r":2:1: gave is '\$1' in a row"),
    ],
)
def test_odd_rows_are_faults_with_their_line(tmp_path: Path, text: str, recipe: Recipe, message: str) -> None:
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=message):
        make_reference(tmp_path / "table.csv", recipe, HEADER)


def test_decimal_commas_are_values(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("who;gave\nann;0,5\nbob;1.200,25\n", encoding="utf-8")
    assert make_reference(tmp_path / "table.csv", Recipe("gave", "who"), HEADER).values == (0.5, 1200.25)


def test_how_a_table_was_read_is_part_of_the_command() -> None:
    recipe = Recipe("gave", reading=CsvReading(missing=("-99",), decimal=","))
    assert recipe.command("t.csv") == "vs-sim reference make t.csv --value gave --missing=-99 --decimal=,"


def test_what_was_understood_is_said(table: Path) -> None:
    said = table_understood(table, Recipe("gave", "who", KNOWN))
    assert "5 rows, 3 columns; UTF-8, separated by comma" in said
    assert "4 rows kept, of 3 people by column who" in said


def test_a_simulation_can_stand_where_people_do() -> None:
    assert reference_of(Sample([0.0, 1.0, 1.0]), HEADER).people == 3


def test_a_header_is_read_from_a_reference_file() -> None:
    assert read_header(SHELF / "persuasion_for_good" / "paid.json").unit == "USD"


@needs_shared
@pytest.mark.parametrize("name", sorted(RECIPES))
def test_a_shipped_reference_is_what_its_command_makes_of_the_raw_file(name: str) -> None:
    shipped, again = load_reference(f"persuasion_for_good/{name}"), made_again(name)
    dated = {
        "computed": again.computed.model_copy(update={"on": shipped.computed.on, "packages": shipped.computed.packages})
    }
    assert again.model_copy(update=dated) == shipped
