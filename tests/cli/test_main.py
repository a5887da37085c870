from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commanded import SMALL, summary
from tests.commands import vs_sim


def test_an_unknown_scenario_is_a_sentence_with_a_suggestion(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_god", folder=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'persuasion_for_good'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["show", "r", "99"], ["show", "nowhere"], ["resume", "nowhere"], ["list", "x"]])
def test_what_is_not_there_is_a_usage_error(command: list[str], tmp_path: Path) -> None:
    summary("--out", "r", folder=tmp_path)
    done = vs_sim(*command, folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error:")


def test_a_server_that_is_not_there_leaves_a_run_that_can_be_resumed(tmp_path: Path) -> None:
    gone = ["--set", "models.persona.model=openai/none", "--set", "models.persona.api_base=http://127.0.0.1:9/v1"]
    done = vs_sim("run", "persuasion_for_good", *SMALL, *gone, "--set", "models.persona.retries=0", folder=tmp_path)
    assert done.returncode == 3
    assert "vs-sim resume" in done.stderr
