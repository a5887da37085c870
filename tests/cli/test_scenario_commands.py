from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from tests.commands import vs_sim
from tests.places import ROOT


def test_check_names_every_fault_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("kind: persuasion\nabuot: x\n", encoding="utf-8")
    done = vs_sim("check", "bad.yaml", folder=tmp_path)
    assert done.returncode == 2
    assert "bad.yaml:2:1" in done.stderr
    assert "did you mean 'about'" in done.stderr


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


def test_a_study_is_frozen_and_its_run_is_confirmatory(tmp_path: Path) -> None:
    few = ("dictator_game", "--respondents", "3", "--seed", "4")
    frozen = vs_sim("freeze", *few, folder=tmp_path)
    assert frozen.returncode == 0, frozen.stderr
    assert "given.ks compared with moblab/dictator, margin 0.15, n = 3" in frozen.stdout
    ran = vs_sim("run", *few, "--frozen", "dictator_game.frozen.json", "--out", "r", folder=tmp_path)
    assert "Confirmatory: frozen on" in ran.stdout, ran.stderr
    assert "Confirmatory: frozen on" in vs_sim("compare", "r", folder=tmp_path).stdout


def test_a_record_is_for_a_whole_run(tmp_path: Path) -> None:
    vs_sim("freeze", "dictator_game", "--out", "r.json", folder=tmp_path)
    done = vs_sim("run", "dictator_game", "--frozen", "r.json", "--part", "1/2", folder=tmp_path)
    assert done.returncode == 2 and "for a whole run" in done.stderr
    assert not (tmp_path / "runs").exists()
