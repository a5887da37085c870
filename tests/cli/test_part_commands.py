from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commanded import SMALL, summary
from tests.commands import vs_sim


def test_parts_are_run_and_collected_by_commands(tmp_path: Path) -> None:
    run = ["run", "persuasion_for_good", *SMALL, "--out", "r", "--quiet"]
    assert vs_sim(*run, "--part", "1/2", folder=tmp_path).returncode == 0
    some = vs_sim("collect", "r", "--quiet", folder=tmp_path)
    assert some.returncode == 3
    assert "no folder of part 2/2" in some.stderr
    assert vs_sim(*run, "--part", "2/2", folder=tmp_path).returncode == 0
    every = vs_sim("collect", "r", "--quiet", "--json", folder=tmp_path)
    assert every.returncode == 0, every.stderr
    assert json.loads(every.stdout)["digest"] == summary(folder=tmp_path)["digest"]


def test_a_part_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_good", "--part", "9/8", folder=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "the parts are 1/8 to 8/8" in done.stderr
