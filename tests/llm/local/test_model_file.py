from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vs_sim.errors import Rejected
from vs_sim.llm.local.model_file import find_model, parts_of


def test_a_path_is_found_from_where_the_command_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "m.gguf").touch()
    monkeypatch.chdir(tmp_path)
    assert find_model("m.gguf") == tmp_path / "m.gguf"


@pytest.mark.parametrize("name", ["nowhere.gguf", "."])
def test_a_path_without_a_file_is_refused_with_the_forms_that_are_known(name: str) -> None:
    with pytest.raises(Rejected) as caught:
        find_model(name)
    assert "hf:owner/repo/file.gguf" in str(caught.value.hint)


def test_the_file_of_an_installed_package_is_found_without_importing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package := tmp_path / "weights_at_hand").mkdir()
    (package / "__init__.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    (package / "small.gguf").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert find_model("package:weights_at_hand") == package / "small.gguf"


@pytest.mark.parametrize("name", ["package:not_installed_anywhere", "package:", "package:a/b"])
def test_a_package_without_a_file_is_refused(name: str) -> None:
    with pytest.raises(Rejected, match="no GGUF file"):
        find_model(name)


@pytest.mark.parametrize("name", ["hf:", "hf:owner", "hf:owner/repo", "hf:owner/repo/readme.md"])
def test_a_name_of_the_hub_needs_owner_repository_and_file(name: str) -> None:
    with pytest.raises(Rejected) as caught:
        find_model(name)
    assert caught.value.hint == "write hf:owner/repo/file.gguf"


def test_a_split_model_is_found_whole(tmp_path: Path) -> None:
    names = [tmp_path / f"big-{number:05d}-of-00003.gguf" for number in (1, 2, 3)]
    for name in names:
        name.touch()
    assert parts_of(names[0]) == names


def test_a_split_model_with_a_missing_part_is_refused(tmp_path: Path) -> None:
    (first := tmp_path / "big-00001-of-00002.gguf").touch()
    with pytest.raises(Rejected, match=r"of 2 parts 1 are missing: big-00002-of-00002.gguf"):
        parts_of(first)
