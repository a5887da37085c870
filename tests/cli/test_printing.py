from __future__ import annotations

from pathlib import Path

from tests.cli.commanded import SMALL, summary
from tests.commands import vs_sim


def test_a_stand_in_run_says_that_it_is_no_evidence(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_good", *SMALL, folder=tmp_path)
    assert "Nothing here is evidence about people" in done.stdout


def test_json_is_one_object_with_what_was_promised(tmp_path: Path) -> None:
    found = summary(folder=tmp_path)
    assert {"run_dir", "seed", "digest", "dialogues", "calls", "usd", "standin"} <= set(found)
    assert {"outcomes", "measures", "pipeline_validation"} <= set(found)


def test_json_gives_the_distance_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    measures = summary(folder=tmp_path)["measures"]
    assert isinstance(measures, dict)
    wanted = {"value", "low", "high", "upper", "n", "sampling_noise", "margin", "verdict"}
    assert wanted <= set(measures["ks"])
    assert measures["ks"]["verdict"] == "inconclusive"


def test_quiet_prints_nothing(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_good", *SMALL, "--quiet", folder=tmp_path)
    assert (done.stdout, done.stderr) == ("", "")


def test_too_many_failed_dialogues_have_their_own_exit_code(tmp_path: Path) -> None:
    sets = ["--set", "models.persona.malformed=1", "--set", "reask=0"]
    done = vs_sim("run", "persuasion_for_good", *SMALL, *sets, folder=tmp_path)
    assert done.returncode == 4
