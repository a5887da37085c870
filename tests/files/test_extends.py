from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.texts import document
from vs_sim.errors import Fault, ScenarioError
from vs_sim.files.extends import MOST_EXTENDED, merged, read_scenario
from vs_sim.files.strict_yaml import Document
from vs_sim.simulation.checking import load_scenario

BASE = """\
kind: persuasion
about: Two people talk.
models: {m: {backend: standin}}
roles:
  ann: {model: m, method: {vs_standard: {k: 5}}}
  bob: {model: m, personas: {file: people.csv}}
questions:
  gift: {of: bob, ask: How much?, answer: {amount: [0, 2]}}
  why: {of: bob, ask: Why?}
dialogues: 3
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "people.csv").write_text("age\n36\n", encoding="utf-8")
    return tmp_path


def read(folder: Path, text: str, name: str = "own.yaml") -> Document:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return read_scenario(folder / name)


def faults(folder: Path, text: str) -> tuple[Fault, ...]:
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(folder / "own.yaml")
    return caught.value.faults


def test_what_is_not_said_is_that_of_the_other_file(folder: Path) -> None:
    found = read(folder, "extends: base.yaml\ndialogues: 7\n").data
    assert (found["about"], found["dialogues"]) == ("Two people talk.", 7)
    assert "extends" not in found


def test_entries_are_merged_key_by_key(folder: Path) -> None:
    found = read(folder, "extends: base.yaml\nroles: {bob: {method: direct}}\n").data["roles"]
    assert found["bob"] == {"model": "m", "personas": {"file": "people.csv"}, "method": "direct"}
    assert list(found) == ["ann", "bob"]


def test_what_a_key_of_an_entry_holds_is_replaced_as_a_whole(folder: Path) -> None:
    found = read(folder, "extends: base.yaml\nroles: {ann: {method: {sequence: {}}}}\n").data["roles"]["ann"]
    assert found["method"] == {"sequence": {}}


def test_an_entry_can_be_left_out_and_another_added(folder: Path) -> None:
    found = read(folder, "extends: base.yaml\nquestions: {why: none, who: {of: ann, ask: Who?}}\n").data["questions"]
    assert list(found) == ["gift", "who"]


def test_a_shipped_scenario_can_be_extended_by_its_name(folder: Path) -> None:
    (folder / "own.yaml").write_text("extends: persuasion_for_good\nexchanges: 2\n", encoding="utf-8")
    assert load_scenario(folder / "own.yaml").scenario.questions["donation"].private


def test_files_named_in_another_folder_are_found_there(folder: Path) -> None:
    found = read(folder, "extends: ../base.yaml\n", "mine/own.yaml").data["roles"]["bob"]["personas"]["file"]
    assert (folder / "mine" / found).resolve() == folder / "people.csv"


def test_a_file_may_extend_one_that_extends_another(folder: Path) -> None:
    read(folder, "extends: base.yaml\ndialogues: 7\n", "middle.yaml")
    assert read(folder, "extends: middle.yaml\nseed: 1\n").data["dialogues"] == 7


def test_a_fault_has_its_place_in_the_file_that_holds_it(folder: Path) -> None:
    (folder / "base.yaml").write_text(BASE.replace("dialogues: 3", "dialogues: x"), encoding="utf-8")
    told = faults(folder, "extends: base.yaml\nroles: {bob: {method: dirct}}\n")
    assert [(Path(fault.file or "").name, fault.line) for fault in told] == [("own.yaml", 2), ("base.yaml", 10)]


def test_a_fault_that_is_mended_is_none(folder: Path) -> None:
    (folder / "base.yaml").write_text(BASE.replace("dialogues: 3", "dialogues: x"), encoding="utf-8")
    assert read(folder, "extends: base.yaml\ndialogues: 3\n").data["dialogues"] == 3


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("extends: own.yaml\n", 10, "a scenario cannot extend itself: own.yaml → own.yaml"),
        ("extends: nothing.yaml\n", 10, "no scenario 'nothing'"),
        ("extends: persuasion_for_god\n", 10, "no scenario 'persuasion_for_god'"),
        ("extends: [base.yaml]\n", 10, "expected the name or the path of a scenario"),
        ("extends:\n", 1, "found nothing"),
    ],
)
def test_what_cannot_be_extended_is_told_at_its_place(folder: Path, text: str, column: int, told: str) -> None:
    (fault,) = faults(folder, text)
    assert (fault.line, fault.column) == (1, column)
    assert told in fault.message


def test_a_circle_of_files_is_refused(folder: Path) -> None:
    (folder / "base.yaml").write_text("extends: own.yaml\n", encoding="utf-8")
    (fault,) = faults(folder, "extends: base.yaml\n")
    assert fault.message.endswith("own.yaml → base.yaml → own.yaml")


def test_a_long_chain_is_refused(folder: Path) -> None:
    for number in range(MOST_EXTENDED + 1):
        (folder / f"{number}.yaml").write_text(f"extends: {number + 1}.yaml\n", encoding="utf-8")
    (fault,) = faults(folder, "extends: 0.yaml\n")
    assert f"more than {MOST_EXTENDED} files" in fault.message


def test_a_broken_file_is_told_with_its_own_name(folder: Path) -> None:
    (folder / "base.yaml").write_text("kind: [\n", encoding="utf-8")
    (fault,) = faults(folder, "extends: base.yaml\n")
    assert (fault.file or "").endswith("base.yaml")


def test_marks_of_what_was_replaced_are_gone() -> None:
    both = merged(document("a: {b: 1}\n"), document("a: 5\n"))
    assert ("a", "b") not in both.marks
    assert both.data == {"a": 5}
