"""A second corpus works in every command without any change outside its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import vs_sim
from tests.places import SHARED, needs_shared
from vs_sim.corpora.corpus import CORPORA

ROUNDS = SHARED / "data" / "persuasiontrace"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the published rounds as the run `people`."""
    found = tmp_path_factory.mktemp("rounds")
    done = vs_sim("import", "persuasiontrace", str(ROUNDS), "--out", "people", folder=found)
    assert done.returncode == 0 and "450 dialogues of people" in done.stdout, done.stderr
    return found


def test_it_is_registered_with_its_title() -> None:
    assert CORPORA.get("persuasiontrace").title == "PersuasionTrace"


@needs_shared
def test_an_imported_run_is_shown(folder: Path) -> None:
    done = vs_sim("show", "people", folder=folder)
    assert done.returncode == 0 and "450" in done.stdout, done.stderr


@needs_shared
@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl", "chat", "convokit"])
def test_an_imported_run_is_exported(folder: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="needs vs-sim[parquet]")
    done = vs_sim("export", "people", "--to", form, "--out", form, folder=folder)
    assert done.returncode == 0, done.stderr
    assert [file for file in (folder / form).rglob("*") if file.is_file()]


@needs_shared
def test_changes_of_belief_are_coded_in_every_round(folder: Path) -> None:
    coded = json.loads(vs_sim("code", "people", "belief_change", "--json", folder=folder).stdout)
    assert sum(row["dialogues"] for row in coded["labels"]) == coded["dialogues"] == 450


@needs_shared
def test_a_page_of_an_imported_run_is_written(folder: Path) -> None:
    done = vs_sim("report", "people", "--out", "page.html", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "PersuasionTrace" in (folder / "page.html").read_text(encoding="utf-8")
