from __future__ import annotations

import json
from pathlib import Path

import pytest

from vs_sim.errors import UnknownName, VsSimError
from vs_sim.files.starter import SCHEMA, start, starters


@pytest.mark.parametrize("kind", starters())
def test_a_scenario_begins_with_its_name_as_title_and_its_schema_beside_it(kind: str, tmp_path: Path) -> None:
    file = start(tmp_path / "my_study", kind, {"title": "schema"})
    text = file.read_text(encoding="utf-8")
    assert file.name == "my_study.yaml"
    assert "My study" in text and "TITLE" not in text
    assert f"$schema={SCHEMA}" in text
    assert json.loads((tmp_path / SCHEMA).read_text(encoding="utf-8")) == {"title": "schema"}


def test_an_unknown_kind_is_told_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="persuasion"):
        start(tmp_path / "x", "persuasoin", {})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "words"), [("-x", "no name"), ("no/such/folder", "cannot be written")])
def test_what_cannot_be_written_is_said(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(VsSimError, match=words):
        start(tmp_path / name, "persuasion", {})
