from __future__ import annotations

import pytest

from vs_sim.files.csv_numbers import Decimal, cell_number, column_kind, decimal_sign, value_of

SIGNS = [
    ([["0,5", "12"]], ";", ","),
    ([["1.200,50", "900,00"]], ";", ","),
    ([["0.5", "12"]], ";", "."),
    ([["0,5"], ["0.5"]], ";", None),
    ([["1.200"]], ";", None),
    ([["1.200"]], ",", "."),
    ([["1,200"]], ";", None),
    ([["1.200", "0,5"]], ";", ","),
    ([["0,5"]], ",", "."),
    ([["hello", "0,5"]], ";", "."),
    ([["1", "2"]], ";", "."),
    ([["1.200.300"]], ";", ","),
]


@pytest.mark.parametrize(("columns", "delimiter", "sign"), SIGNS)
def test_the_decimal_sign_is_found_or_left_open(columns: list[list[str]], delimiter: str, sign: Decimal | None) -> None:
    assert decimal_sign(columns, delimiter) == sign


KINDS = [
    (["36", "52"], ".", "number"),
    (["36", "prefer not to say"], ".", "mixed"),
    (["12E3", "3"], ".", "text"),
    (["02139", "2139"], ".", "text"),
    (["1" * 19, "2"], ".", "text"),
    (["1.200", "3.400"], ",", "text"),
    (["1.200", "3,5"], ",", "number"),
    (["0.5"], None, "text"),
    (["a"], ".", "text"),
    ([], ".", "text"),
]


@pytest.mark.parametrize(("cells", "sign", "kind"), KINDS)
def test_a_column_is_of_one_kind(cells: list[str], sign: Decimal | None, kind: str) -> None:
    assert column_kind(cells, sign) == kind


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("1.200,50", ",", 1200.5),
        ("0,5", ",", 0.5),
        ("1e-05", ".", 1e-05),
        ("1.5E3", ".", 1500.0),
        ("12E3", ".", None),
        ("1,200", ".", None),
        ("٣", ".", None),
        ("1_000", ".", None),
        ("1.5e999", ".", None),
        ("7", None, 7),
    ],
)
def test_a_cell_is_a_number_or_is_not(text: str, sign: Decimal | None, value: float | None) -> None:
    assert cell_number(text, sign) == value


def test_a_number_in_a_column_of_texts_stays_as_it_is_written() -> None:
    assert (value_of("007", "text", "."), value_of("7", "text", "."), value_of("7", "number", ".")) == ("007", "7", 7)
