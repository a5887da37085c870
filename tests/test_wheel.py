from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.whl"))


@pytest.mark.parametrize(
    "name",
    [
        "vs_sim/scenarios/persuasion_for_good.yaml",
        "vs_sim/scenarios/sweeps/methods.yaml",
        "vs_sim/human/persuasion_for_good/paid.json",
        "vs_sim/elicitation/prompts/user.j2",
        "vs_sim/standin/lexicon/listener.txt",
        "vs_sim/py.typed",
    ],
)
def test_a_wheel_holds_what_a_run_needs(wheel: Path, name: str) -> None:
    assert name in zipfile.ZipFile(wheel).namelist()


def test_a_run_works_from_the_unpacked_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import sys; sys.path.insert(0, 'site'); from vs_sim.cli.main import main; main()"
    arguments = ["run", "persuasion_for_good", "--dialogues", "3", "--set", "exchanges=1", "--quiet", "--json"]
    command = [sys.executable, "-P", "-c", code, *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_human_row_or_sentence_is_shipped(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith((".csv", ".xlsx", ".jsonl"))] == []
