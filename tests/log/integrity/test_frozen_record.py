from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

import vs_sim as vs
from vs_sim.errors import VsSimError
from vs_sim.log.integrity.frozen_record import (
    FROZEN_FACT,
    NOT_FROZEN,
    FrozenRecord,
    changes,
    frozen_facts,
    frozen_record,
    frozen_sentence,
    read_record,
    require_outcome,
)
from vs_sim.log.run import Run
from vs_sim.log.store import Store
from vs_sim.simulation.session import RunOptions

FEW = ["respondents=2"]


def record(*sets: str) -> FrozenRecord:
    return frozen_record(vs.check("dictator_game", sets=sets).scenario, Path())


def written(found: FrozenRecord, path: Path) -> Path:
    path.write_text(found.model_dump_json(), encoding="utf-8")
    return path


def held(folder: Path, frozen: Path | None, *sets: str) -> Run:
    return vs.simulate("dictator_game", sets=[*FEW, *sets], options=RunOptions(out=folder, frozen=frozen))


def test_a_record_states_what_decides_the_study() -> None:
    found = record()
    stated = (found.primary, found.reference, found.margin, found.n, found.seed)
    assert stated == ("given.ks", "moblab/dictator", 0.15, 200, 0)
    assert "at most 0.05" in found.exclusions


def test_equal_scenarios_are_unchanged_and_every_changed_key_is_named() -> None:
    assert changes(record(), record()) == []
    changed = changes(record(), record("compare.margin=0.2", "seed=3"))
    assert sorted(changed) == ["compare.margin: 0.15, now 0.2", "seed: 0, now 3"]


def test_a_changed_file_is_a_change() -> None:
    before, now = (record().model_copy(update={"files": {"people.csv": sha}}) for sha in ("a", "b"))
    assert changes(before, now) == ["file people.csv: a, now b"]


def test_another_version_is_a_change() -> None:
    assert changes(record().model_copy(update={"version": "0.0.1"}), record())[0].startswith("vs_sim: 0.0.1, now ")


def test_a_study_without_a_primary_outcome_is_not_frozen() -> None:
    with pytest.raises(VsSimError, match="primary outcome"):
        require_outcome(record().model_copy(update={"primary": ""}))


def test_a_record_that_was_edited_is_refused(tmp_path: Path) -> None:
    edited = record().model_copy(update={"margin": 0.3})
    with pytest.raises(VsSimError, match="not as it was written"):
        read_record(written(edited, tmp_path / "r.json"))


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\x00"])
def test_another_file_is_no_record(text: str, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(VsSimError, match="no record of vs-sim freeze"):
        read_record(tmp_path / "r.json")


def test_a_record_made_after_the_start_is_refused(tmp_path: Path) -> None:
    late = record().model_copy(update={"date": record().date + timedelta(hours=1)})
    path = written(late.model_copy(update={"sha256": late.fingerprint}), tmp_path / "r.json")
    with pytest.raises(VsSimError, match="after the run starts"):
        held(tmp_path / "run", path)
    assert not (tmp_path / "run").exists()


def test_a_run_without_a_record_keeps_nothing_and_is_exploratory(tmp_path: Path) -> None:
    run = held(tmp_path / "run", None)
    assert frozen_facts(None, run.scenario, tmp_path) == {}
    assert frozen_sentence(run) == NOT_FROZEN


def test_a_run_as_frozen_is_confirmatory_with_the_digest_of_any_other(tmp_path: Path) -> None:
    run = held(tmp_path / "run", written(record(*FEW), tmp_path / "r.json"))
    assert frozen_sentence(run).startswith("Confirmatory: frozen on 20")
    assert json.loads(run.fact(FROZEN_FACT))["changed"] == []
    assert run.digest == held(tmp_path / "other", None).digest


def test_a_changed_run_is_exploratory_and_says_what_was_changed(tmp_path: Path) -> None:
    run = held(tmp_path / "run", written(record(*FEW), tmp_path / "r.json"), "compare.margin=0.3")
    assert frozen_sentence(run).startswith("Exploratory")
    assert frozen_sentence(run).endswith("changed since: compare.margin: 0.15, now 0.3.")
    assert vs.scorecard(run).to_dict()["frozen"] == frozen_sentence(run)
    page = vs.report(run).read_text(encoding="utf-8")
    assert "Exploratory: frozen on" in page and "compare.margin: 0.15, now 0.3" in page


def test_failed_dialogues_opened_again_are_a_change(tmp_path: Path) -> None:
    run = held(tmp_path / "run", written(record(*FEW), tmp_path / "r.json"))
    run.close()
    store = Store(tmp_path / "run")
    store.reopen_failed()
    store.close()
    assert frozen_sentence(Run(tmp_path / "run")).endswith("changed since: failed dialogues were opened again.")


def test_a_record_that_was_edited_in_the_log_confirms_nothing(tmp_path: Path) -> None:
    run = held(tmp_path / "run", written(record(*FEW), tmp_path / "r.json"))
    with closing(sqlite3.connect(run.folder / "log.sqlite")) as log:
        log.execute(
            "UPDATE meta SET value=replace(value, '\"margin\":0.15', '\"margin\":0.25') WHERE key=?", [FROZEN_FACT]
        )
        log.commit()
    assert frozen_sentence(Run(run.folder)) == "Exploratory: the record in this log is not as it was written."
