from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from tests.places import ROOT
from vs_sim.log.tables import FILE

FOUND = str(Path(sys.executable).parent / "vs-sim")
SMALL = ["--dialogues", "8", "--set", "exchanges=2"]


def vs_sim(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([FOUND, *arguments], cwd=folder, capture_output=True, text=True)


def summary(*arguments: str, folder: Path) -> dict[str, object]:
    done = vs_sim("run", "persuasion_for_good", *SMALL, "--quiet", "--json", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_run_from_an_empty_folder_makes_a_numbered_folder(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_good", *SMALL, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "runs" / "0001-persuasion_for_good" / FILE).exists()


def test_a_stand_in_run_says_that_it_is_no_evidence(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_good", *SMALL, folder=tmp_path)
    assert "Nothing here is evidence about people" in done.stdout


def test_json_is_one_object_with_what_was_promised(tmp_path: Path) -> None:
    found = summary(folder=tmp_path)
    assert {"run_dir", "seed", "digest", "dialogues", "calls", "usd", "instrument_test"} <= set(found)
    assert {"outcomes", "measures", "self_test"} <= set(found)


def test_json_gives_the_distance_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    measures = summary(folder=tmp_path)["measures"]
    assert isinstance(measures, dict)
    wanted = {"value", "low", "high", "upper", "n", "sampling_noise", "margin", "verdict"}
    assert wanted <= set(measures["ks"])
    assert measures["ks"]["verdict"] == "inconclusive"


def test_the_same_seed_gives_the_same_digest(tmp_path: Path) -> None:
    first = summary("--seed", "7", "--window", "1", folder=tmp_path)
    assert first["digest"] == summary("--seed", "7", "--window", "64", folder=tmp_path)["digest"]


def test_quiet_prints_nothing(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_good", *SMALL, "--quiet", folder=tmp_path)
    assert (done.stdout, done.stderr) == ("", "")


def test_a_killed_run_resumes_to_the_digest_of_an_undisturbed_one(tmp_path: Path) -> None:
    command = [FOUND, "run", "persuasion_for_good", "--dialogues", "60", "--quiet", "--out", "killed"]
    running = subprocess.Popen(command, cwd=tmp_path)
    log = tmp_path / "killed" / f"{FILE}-wal"
    while running.poll() is None and (not log.exists() or log.stat().st_size < 400_000):
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    resumed = vs_sim("resume", "killed", "--quiet", "--json", folder=tmp_path)
    whole = vs_sim(
        "run", "persuasion_for_good", "--dialogues", "60", "--window", "1", "--quiet", "--json", folder=tmp_path
    )
    assert json.loads(resumed.stdout)["digest"] == json.loads(whole.stdout)["digest"]


def test_an_unknown_scenario_is_a_sentence_with_a_suggestion(tmp_path: Path) -> None:
    done = vs_sim("run", "persuasion_for_god", folder=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'persuasion_for_good'" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_names_every_fault_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("kind: persuasion\nabuot: x\n", encoding="utf-8")
    done = vs_sim("check", "bad.yaml", folder=tmp_path)
    assert done.returncode == 2
    assert "bad.yaml:2:1" in done.stderr
    assert "did you mean 'about'" in done.stderr


def test_show_reads_a_dialogue_with_what_was_drawn(tmp_path: Path) -> None:
    summary("--out", "r", folder=tmp_path)
    done = vs_sim("show", "r", "3", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "→" in done.stdout
    assert "donation" in done.stdout


@pytest.mark.parametrize("command", [["show", "r", "99"], ["show", "nowhere"], ["resume", "nowhere"], ["list", "x"]])
def test_what_is_not_there_is_a_usage_error(command: list[str], tmp_path: Path) -> None:
    summary("--out", "r", folder=tmp_path)
    done = vs_sim(*command, folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error:")


def test_a_run_is_never_written_over(tmp_path: Path) -> None:
    summary("--out", "r", folder=tmp_path)
    done = vs_sim("run", "persuasion_for_good", *SMALL, "--out", "r", folder=tmp_path)
    assert done.returncode == 2
    assert "already holds a run" in done.stderr


def test_a_server_that_is_not_there_leaves_a_run_that_can_be_resumed(tmp_path: Path) -> None:
    gone = ["--set", "models.persona.model=openai/none", "--set", "models.persona.api_base=http://127.0.0.1:9/v1"]
    done = vs_sim("run", "persuasion_for_good", *SMALL, *gone, "--set", "models.persona.retries=0", folder=tmp_path)
    assert done.returncode == 3
    assert "vs-sim resume" in done.stderr


def test_too_many_failed_dialogues_have_their_own_exit_code(tmp_path: Path) -> None:
    sets = ["--set", "models.persona.malformed=1", "--set", "reask=0"]
    done = vs_sim("run", "persuasion_for_good", *SMALL, *sets, folder=tmp_path)
    assert done.returncode == 4


def test_list_names_what_is_known(tmp_path: Path) -> None:
    done = vs_sim("list", "--json", folder=tmp_path)
    known = json.loads(done.stdout)
    assert {"direct", "sequence", "vs_standard"} <= set(known["methods"])
    assert "persuasion_for_good/paid" in known["references"]


def test_schema_is_a_json_schema_that_accepts_the_shipped_scenario(tmp_path: Path) -> None:
    done = vs_sim("schema", "persuasion", folder=tmp_path)
    schema = json.loads(done.stdout)
    scenario = YAML(typ="safe", pure=True).load(ROOT / "scenarios" / "persuasion_for_good.yaml")
    jsonschema.validate(scenario, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(scenario | {"exchanges": "ten"}, schema)
