from __future__ import annotations

import json
from pathlib import Path

from tests.commands import vs_sim
from tests.places import SHARED

TABLE = "who,gave,period\nann,0,C\nann,1,C\nbob,5,C\ncy,0.5,B\n"
RAW = SHARED / "data" / "persuasion_for_good" / "full_info.csv"


def test_a_coding_is_shown_with_the_agreement_of_its_coder(runs: Path) -> None:
    shown = vs_sim("code", "1", "resistance", folder=runs).stdout
    assert "resistance coded by rules in 30 dialogues" in shown
    assert "on the human text" in shown and "stand-in" in shown


def test_a_coding_in_json(runs: Path) -> None:
    coded = json.loads(vs_sim("code", "1", "trajectory", "--json", folder=runs).stdout)
    assert sum(row["dialogues"] for row in coded["labels"]) == coded["dialogues"] == 30
    assert {row["alpha"] for row in coded["labels"]} == {None}


def test_agreement_in_json_has_both_coefficients_with_their_intervals(runs: Path) -> None:
    coded = json.loads(vs_sim("code", "1", "resistance", "--json", folder=runs).stdout)
    (row,) = [row for row in coded["labels"] if row["label"] == "resistance"]
    assert row["kappa_low"] < row["kappa"] < row["kappa_high"] and row["alpha_low"] < row["alpha"] < row["alpha_high"]


def test_codings_and_corpora_are_listed(tmp_path: Path) -> None:
    listed = vs_sim("list", folder=tmp_path).stdout
    codings = next(line for line in listed.splitlines() if line.startswith("codings: "))
    assert {"acts", "belief_change", "mind_change", "trajectory"} <= set(codings.removeprefix("codings: ").split(", "))
    corpora = next(line for line in listed.splitlines() if line.startswith("corpora: "))
    assert {"persuasion_for_good", "persuasiontrace"} <= set(corpora.removeprefix("corpora: ").split(", "))


def test_a_corpus_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    done = vs_sim("import", "persuasion_for_good", "nowhere", "--out", "humans", folder=tmp_path)
    assert done.returncode == 2 and "full_dialog.csv: no such file" in done.stderr
