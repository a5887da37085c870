"""The shipped scenarios: headed honestly, without faults, and each held with the stand-in."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from tests.commands import environment, typed
from tests.places import ROOT
from vs_sim.api.comparisons import measure, scorecard
from vs_sim.api.runs import load, simulate
from vs_sim.errors import UnknownName, VsSimError
from vs_sim.files.locate import scenario_names
from vs_sim.files.starter import SCHEMA, start, starters
from vs_sim.log.run import Run
from vs_sim.report.terminal.answer_table import answered
from vs_sim.simulation.checking import load_scenario, scenario_schema
from vs_sim.simulation.pipeline_validation import ground_truths, mean_distribution
from vs_sim.simulation.session import RunOptions
from vs_sim.study.data.reference import exact_reference

FOLDER = ROOT / "scenarios"
NAMES = scenario_names()
EVERY = [*FOLDER.glob("*.yaml"), *FOLDER.glob("starters/*.yaml")]
each_file = pytest.mark.parametrize("file", EVERY, ids=[file.stem for file in EVERY])
README = (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@cache
def held(name: str, folder: Path, size: int | None = None, *sets: str) -> Run:
    out = folder / f"{name}-{size}-{len(list(folder.iterdir()))}"
    return simulate(name, size=size, sets=sets, options=RunOptions(out=out))


def test_the_promised_scenarios_are_shipped() -> None:
    promised = {
        "persuasion_for_good",
        "dictator_game",
        "ultimatum",
        "vaccination_talk",
        "state_survey",
        "die_roll",
        "creative_jokes",
        "climate_network",
        "charity_cascade",
        "jury",
    }
    assert promised <= set(NAMES)


@each_file
def test_a_scenario_is_headed_by_its_study_and_its_reference(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "# Follows: " in text
    assert re.search(r"# Human reference: (none|what |no distribution)", text)


@each_file
def test_a_scenario_has_no_fault_and_no_warning(file: Path) -> None:
    assert load_scenario(file).warnings == ()


@cache
def validator(schema: Path) -> jsonschema.Draft202012Validator:
    """Of a schema that editors read; it is itself checked once."""
    read = json.loads(schema.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


@each_file
def test_editors_find_the_schema_and_agree(file: Path) -> None:
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text(encoding="utf-8"))
    assert found
    validator(file.parent / found[1]).validate(load_scenario(file).data)


def test_the_schema_is_fresh() -> None:
    fresh = json.dumps(scenario_schema(None), indent=2, ensure_ascii=False) + "\n"
    assert (FOLDER / "schema.json").read_text(encoding="utf-8") == fresh, "vs-sim schema --out scenarios/schema.json"


@pytest.mark.parametrize("name", sorted({*NAMES} - {"persuasion_for_good"}))
def test_a_scenario_runs_at_its_demo_size(name: str, runs: Path) -> None:
    assert held(name, runs).counts[1] == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_is_told_of_in_the_readme(name: str) -> None:
    assert f"| `{name}` |" in README


def from_known(run: Run, name: str, question: str) -> float:
    known = exact_reference(mean_distribution(ground_truths(run, question)), "known")
    return measure(run, name, of=question, against=known).value


def test_distributions_come_nearer_to_a_known_law_than_lists_and_lists_than_single_answers(runs: Path) -> None:
    methods = ("direct", "{sequence: {k: 20}}", "{vs_standard: {k: 20}}")
    arms = [held("state_survey", runs, 200, f"roles.person.method={method}") for method in methods]
    single, listed, weighted = (from_known(arm, "kl@1,0.05", "state") for arm in arms)
    assert weighted < 0.75 < listed < 1.2 < 1.5 < single


def test_direct_asking_names_few_states(runs: Path) -> None:
    run = held("state_survey", runs, 200, "roles.person.method=direct")
    assert measure(run, "coverage@1,100", of="state").value < 0.1


@pytest.mark.parametrize("method", ["direct", "{sequence: {k: 6}}", "{vs_standard: {k: 6}}"])
def test_a_fair_die_comes_back_by_every_method(method: str, runs: Path) -> None:
    run = held("die_roll", runs, 300, f"roles.person.method={method}")
    assert math.log(6) - answered(run, "roll").entropy < 0.03
    assert measure(run, "kl@1,0.05", of="roll").value < 0.03


def test_both_roles_of_the_ultimatum_game_are_compared_with_people(runs: Path) -> None:
    card = [line.estimate for line in scorecard(held("ultimatum", runs)) if line.estimate.people == 5291]
    verdicts = {each.of: each.verdict for each in card if each.name == "ks" and each.verdict}
    assert set(verdicts) == {"offered", "least_accepted"}
    assert set(verdicts.values()) <= {"different", "beyond the margin"}


@pytest.mark.parametrize("question", ["offered", "least_accepted"])
def test_the_ground_truth_of_both_roles_is_recovered(question: str, runs: Path) -> None:
    assert from_known(held("ultimatum", runs), "ks", question) < 0.09


def test_answers_that_are_no_numbers_are_told_beside_a_law_that_names_them(runs: Path) -> None:
    found = measure(held("state_survey", runs), "precision@1", of="state")
    assert (found.value, found.n) == (1.0, 300)


def test_a_page_can_be_written_of_answers_that_are_no_numbers(runs: Path) -> None:
    from vs_sim.api.reports import report

    assert report(held("state_survey", runs)).stat().st_size > 10_000


@pytest.mark.parametrize("kind", starters())
def test_what_one_begins_with_has_no_fault_and_runs(kind: str, tmp_path: Path) -> None:
    file = start(tmp_path / "my_study", kind, scenario_schema(None))
    text = file.read_text(encoding="utf-8")
    assert f"$schema={SCHEMA}\n" in text
    assert "title: My study\n" in text
    assert simulate(file, size=6, options=RunOptions(out=tmp_path / "run")).counts == (6, 0)


def test_there_is_something_to_begin_every_kind_with() -> None:
    assert starters() == ["opinion", "persuasion", "survey"]


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    start(tmp_path / "x.yaml", "survey", {})
    with pytest.raises(VsSimError, match="exists already"):
        start(tmp_path / "x", "survey", {})


@pytest.mark.parametrize("name", ["-x", "a:b", ".hidden"])
def test_a_scenario_needs_a_plain_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(VsSimError, match="no name for a scenario"):
        start(tmp_path / name, "survey", {})


def test_there_is_nothing_to_begin_an_unknown_kind_with(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="survey"):
        start(tmp_path / "x", "surveys", {})


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    commands = "".join(re.findall(r"```bash\n(.*?)```", README, flags=re.DOTALL))
    assert commands.count("vs-sim") >= 10
    typed(commands, tmp_path)
    assert load(tmp_path / "runs" / "people").personas["person"].isin(["ann", "bob", "cy"]).sum() == 9
    assert len(load(tmp_path / "runs" / "control").turns) == 0
    assert (tmp_path / "runs" / "people" / "report.html").exists()


def test_the_mesa_model_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code + "print(town.given)"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == 4
