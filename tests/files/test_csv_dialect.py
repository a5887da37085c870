from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.core.csv_reading import CsvReading
from vs_sim.errors import ScenarioError
from vs_sim.files.csv_dialect import decoded_table, delimiter_of
from vs_sim.files.source_text import Source

FILE = Path("t.csv")


def delimiter(text: str) -> tuple[str, int]:
    return delimiter_of(Source("t.csv", text), CsvReading())


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_what_stands_in_the_header(sign: str) -> None:
    assert delimiter(f"person{sign}age\nann{sign}36\n") == (sign, 1)


def test_a_delimiter_in_quotes_is_none() -> None:
    assert delimiter('"a;b","c;d"\n1,2\n') == (",", 1)


def test_of_two_signs_the_one_that_gives_even_rows_separates() -> None:
    assert delimiter("a;b, c;d\n1;2;3\n4;5;6\n")[0] == ";"


def test_two_signs_that_both_would_do_are_asked_about() -> None:
    with pytest.raises(ScenarioError, match="comma or semicolon"):
        delimiter("a;b,c\n1;2,3\n")


def test_the_first_line_of_excel_names_the_delimiter() -> None:
    assert delimiter("sep=;\na;b\n") == (";", 2)


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (b"caf\xc3\xa9", "café", "UTF-8"),
        (b"\xef\xbb\xbfa", "a", "UTF-8 with a byte order mark"),
        ("aé".encode("utf-16"), "aé", "utf-16"),
        ("Zürich, Köln”".encode("cp1252"), "Zürich, Köln”", "Windows-1252 (not UTF-8)"),
    ],
)
def test_the_encoding_is_found_and_said(raw: bytes, text: str, encoding: str) -> None:
    source, said = decoded_table(FILE, raw, CsvReading())
    assert (source.text, said) == (text, encoding)


@pytest.mark.parametrize(
    "raw",
    [
        "Привет мир".encode("cp1251"),
        "Łódź, Kraków".encode("cp1250"),
        "Zürich".encode("mac_roman"),
        b"\x81\x8d",
    ],
)
def test_text_that_is_not_western_european_is_asked_about(raw: bytes) -> None:
    with pytest.raises(ScenarioError, match="not UTF-8"):
        decoded_table(FILE, raw, CsvReading())


def test_an_encoding_can_be_named() -> None:
    raw = "Łódź".encode("cp1250")
    assert decoded_table(FILE, raw, CsvReading(encoding="cp1250"))[0].text == "Łódź"


@pytest.mark.parametrize("encoding", ["no such", "ascii"])
def test_a_named_encoding_that_does_not_fit_is_refused(encoding: str) -> None:
    with pytest.raises(ScenarioError):
        decoded_table(FILE, b"\xff", CsvReading(encoding=encoding))
