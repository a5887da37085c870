from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import StudyError
from vs_sim.files.csv_table import Table, load_table
from vs_sim.study.build.row_conditions import RowCondition

TABLE = """who,age,zip,sex,day,when
a,17,02139,f,20180904-045349_715_live,2018-09-04
b,NA,2139,m,BAD_20180904-045349_715_live,2018-09-05
c,30,02139,f,20180827-235959_1_live,2018-10-01
d,prefer not to say,2139.0,d,20180901,2019-01-01
e,45,10115,m,20180905,2018-09-04
"""


@pytest.fixture
def table(tmp_path: Path) -> Table:
    path = tmp_path / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    return load_table(path)


def kept(table: Table, condition: str) -> str:
    return "".join(row.written["who"] for row in RowCondition.read(condition).kept(table, table.rows, ("NA",)))


@pytest.mark.parametrize(
    ("condition", "who"),
    [
        ("age>=18", "ce"),
        ("age<18", "a"),
        ("age=30", "c"),
        ("age!=30", "ade"),
        ("age!=", "acde"),
        ("age!=NA", "acde"),
        ("age=", "b"),
        ("zip=02139", "ac"),
        ("zip=2139", "b"),
        ("zip in 02139,10115", "ace"),
        ("sex in (f, m)", "abce"),
        ("sex in ['f', \"d\"]", "acd"),
        ('sex="f"', "ac"),
        ("day>=20180828", "ade"),
        ("day<20180905", "acd"),
        ("when>=2018-10-01", "cd"),
        (" who = a ", "a"),
    ],
)
def test_a_condition_keeps_the_rows_it_says(table: Table, condition: str, who: str) -> None:
    assert kept(table, condition) == who


@pytest.mark.parametrize(
    "condition",
    [
        "B4",
        "=1",
        "sex==f",
        "",
        "age=>18",
        "age<>18",
        "sex~f",
        "age>=18 and sex=f",
        "age>18|sex=f",
        "sex in",
        "sex like f",
    ],
)
def test_a_condition_that_is_not_understood_is_refused(condition: str) -> None:
    with pytest.raises(StudyError, match="cannot read the condition"):
        RowCondition.read(condition)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("sx=f", "has no column 'sx'"),
        ("sex=female", "no row has sex = 'female'"),
        ("sex>f", "no value can be compared"),
        ("age>=18 and adult", "no value can be compared"),
        ("when>20180904", "no value can be compared"),
        ("age>=", "compares with nothing"),
    ],
)
def test_a_condition_that_asks_for_nothing_that_is_there_is_refused(table: Table, condition: str, message: str) -> None:
    with pytest.raises(StudyError, match=message):
        kept(table, condition)


def test_values_that_cannot_be_compared_are_counted(table: Table) -> None:
    assert RowCondition.read("age>=18").left_out(table) == 1
    assert RowCondition.read("age=18").left_out(table) == 0
