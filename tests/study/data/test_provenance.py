from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim.errors import ScenarioError, StudyError
from vs_sim.study.data.provenance import Header, read_document, read_header, validated


def test_a_header_is_read_from_a_file_that_holds_more(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text('{"id": "mine", "source": {"name": "mine"}, "rows": {}}', encoding="utf-8")
    assert read_header(tmp_path / "r.json").id == "mine"


@pytest.mark.parametrize(("text", "message"), [("{", "JSON"), ("[]", "JSON object"), ('{"id": ""}', "id")])
def test_a_broken_file_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=message):
        validated(read_document(tmp_path / "r.json"), Header, tmp_path / "r.json")


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises((StudyError, ScenarioError), match=r"absent\.json"):
        read_document(tmp_path / "absent.json")
