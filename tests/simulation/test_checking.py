from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vs_sim.core.answers.amount import Amount
from vs_sim.errors import Fault, ScenarioError, UnknownName
from vs_sim.simulation.checking import load_scenario
from vs_sim.world.kinds.persuasion import PersuasionScenario

GOOD = """\
kind: persuasion
about: Two people talk about money.
models:
  persona: {backend: standin}
roles:
  ann: {model: persona, method: direct}
  bob:
    model: persona
    method: {vs_standard: {k: 5}}
    personas: {population: persuasion_for_good, tell: [age]}
dialogues: 3
questions:
  gift:
    of: bob
    ask: How much?
    answer: {amount: [0, 2], step: 0.5}
    when: end
compare:
  gift: persuasion_for_good/paid
  primary: gift.ks
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.yaml"


def faults(file: Path, text: str, *sets: str) -> tuple[Fault, ...]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file, sets)
    return caught.value.faults


def only(file: Path, written: str, instead: str) -> Fault:
    assert GOOD.count(written) == 1
    (fault,) = faults(file, GOOD.replace(written, instead))
    return fault


def test_a_good_scenario_is_of_its_kinds_own_schema(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    loaded = load_scenario(file)
    assert isinstance(loaded.scenario, PersuasionScenario)
    assert loaded.path == file
    assert loaded.data["dialogues"] == 3


def test_the_shipped_scenario_has_no_fault() -> None:
    assert isinstance(load_scenario("persuasion_for_good").scenario.questions["donation"].answer, Amount)


def test_an_unknown_scenario_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="persuasion_for_god"):
        load_scenario("persuasion_for_god")


FIVE = """\
kind: persuasion
abuot: Two people talk.
models:
  persona: {backend: standin}
roles:
  ann: {model: persnoa}
  bob:
    model: persona
    method: {vs_standrad: {k: 5}}
    select: probabilty
dialogues: 3
questions:
  gift: {of: bbo, ask: How much?}
about: Two people talk.
"""


def test_five_mistakes_are_told_at_once_each_at_its_place_with_a_suggestion(file: Path) -> None:
    told = [(fault.line, fault.column, fault.hint) for fault in faults(file, FIVE)]
    assert told == [
        (2, 1, "did you mean 'about'?"),
        (6, 16, "did you mean 'persona'?"),
        (9, 14, "did you mean 'vs_standard'?"),
        (10, 13, "did you mean 'probability'?"),
        (13, 14, "did you mean 'bob'?"),
    ]


def test_a_fault_reads_as_place_path_sentence_line_and_caret(file: Path) -> None:
    told = str(faults(file, FIVE)[3]).splitlines()
    assert told == [
        f"{file}:10:13: roles.bob.select: expected 'probability', 'uniform' or 'mode', found 'probabilty'",
        "        select: probabilty",
        "                ^",
        "    hint: did you mean 'probability'?",
    ]


@pytest.mark.parametrize(
    ("written", "instead", "line", "column", "told"),
    [
        ("kind: persuasion", "kind: persuation", 1, 7, "no kind of scenario 'persuation'"),
        ("kind: persuasion\n", "", 1, 1, "missing key 'kind'"),
        ("about: Two people talk about money.", "about:", 2, 1, "expected text, found nothing"),
        ("about: Two people talk about money.", 'about: ""', 2, 8, "not empty"),
        ("{backend: standin}", "{}", 4, 3, "missing key 'model'"),
        ("{backend: standin}", "standin", 4, 12, "or the like, found 'standin'"),
        ("{backend: standin}", "{backend: standing}", 4, 22, "no backend 'standing'"),
        ("{backend: standin}", "{model: m, temprature: 1}", 4, 23, "unknown key 'temprature'"),
        ("{backend: standin}", "{model: m, temperature: hot}", 4, 36, "expected a number, found 'hot'"),
        ("{backend: standin}", "{model: m, rpm: 0}", 4, 28, "expected more than 0, found 0"),
        ("method: direct", "method: {direct: {k: 5}}", 6, 43, "unknown key 'k'; known here: none"),
        ("method: direct", "method: [direct]", 6, 33, "write a name"),
        ("k: 5", "k: five", 9, 31, "expected a whole number or 'model', found 'five'"),
        ("k: 5", "k:5", 9, 28, "unknown key 'k:5'"),
        ("k: 5", "k: true", 9, 31, "expected a number, found true"),
        ("population: persuasion_for_good", "population: persuasion", 10, 28, "no population 'persuasion'"),
        ("tell: [age]", "tell: [aged]", 10, 56, "no attribute 'aged'"),
        ("population: persuasion_for_good, tell: [age]", "file: no.csv", 10, 22, "no.csv: cannot be read"),
        ("dialogues: 3", "dialogues: ten", 11, 12, "expected a whole number, found 'ten'"),
        ("dialogues: 3", "dialogues: 2.5", 11, 12, "expected a whole number, found 2.5"),
        ("dialogues: 3", "dialogues: 0", 11, 12, "expected at least 1, found 0"),
        ("dialogues: 3", "dialogues: [3]", 11, 12, "expected a whole number, found [3]"),
        ("dialogues: 3", "dialogues: true", 11, 12, "expected a number, found true"),
        ("of: bob", "of: bobby", 14, 9, "no role 'bobby'; known: ann, bob"),
        ("    of: bob\n", "", 13, 3, "missing key 'of'"),
        ("ask: How much?", "ask: 5", 15, 10, "expected text, found 5"),
        ("ask: How much?", "ask: x\n    model: gpt-4.1", 16, 12, "no model 'gpt-4.1'; known: persona"),
        ("step: 0.5", "stpe: 0.5", 16, 30, "unknown key 'stpe'; known here: amount, step, unit"),
        ("[0, 2]", "[2, 0]", 16, 22, "the lowest amount 2 must be below the highest 0"),
        ("[0, 2]", "[0]", 16, 22, "expected 2 entries, found [0]"),
        ("{amount: [0, 2], step: 0.5}", "{options: [1, b]}", 16, 24, "expected text, found 1"),
        ("{amount: [0, 2], step: 0.5}", "{}", 16, 13, "an answer is text, or one of"),
        ("when: end", "when: ends", 17, 11, "expected 'turn', 'every_exchange', 'start' or 'end', found 'ends'"),
        ("gift: persuasion_for_good/paid", "gift: p4g/paid", 19, 9, "no reference 'p4g/paid'"),
        ("gift: persuasion_for_good/paid", "gift: 5", 19, 9, "expected the name of a reference, found 5"),
        ("gift: persuasion_for_good/paid", "gift: no.json", 19, 9, "cannot read"),
        ("gift.ks", "gift.kss", 20, 12, "no measure 'kss'"),
        ("gift.ks", "gft.ks", 20, 12, "primary compares 'gft'"),
        ("gift.ks", "gift", 20, 12, "write question.measure"),
        ("gift.ks", "gift.ks\n  margin: 2", 21, 11, "expected less than 1, found 2"),
    ],
)
def test_a_mistake_is_told_at_its_place(
    file: Path, written: str, instead: str, line: int, column: int, told: str
) -> None:
    fault = only(file, written, instead)
    assert (fault.line, fault.column) == (line, column)
    assert told in fault.message


@pytest.mark.parametrize(
    ("written", "instead", "hint"),
    [
        ("{backend: standin}", "{model: m, temprature: 1}", "did you mean 'temperature'?"),
        ("{backend: standin}", "{model: m, max_inflight: 1}", "did you mean 'max_in_flight'?"),
        ("step: 0.5", "stpe: 0.5", "did you mean 'step'?"),
        ("k: 5", "k:5", "put a space after the colon: `k: 5`"),
        ("ask: How much?", "ask: x\n    model: gpt-4.1", "without an entry it needs a provider: openai/gpt-4.1"),
        ("ask: How much?", "ask: 5", "put it in quotes to make it text"),
        ("    of: bob\n", "", "of: the role that answers"),
        ("when: end", "when: ends", "did you mean 'end'?"),
        ("gift.ks", "gift.kss", "did you mean 'ks'?"),
        ("kind: persuasion", "kind: persuation", "did you mean 'persuasion'?"),
    ],
)
def test_a_hint_says_what_to_do(file: Path, written: str, instead: str, hint: str) -> None:
    assert only(file, written, instead).hint == hint


@pytest.mark.parametrize("name", ["a/b", "a b", "-a", "a.b", "a:b"])
def test_a_role_or_question_has_a_plain_name(file: Path, name: str) -> None:
    assert "may hold letters" in only(file, "compare:", f'  "{name}": {{of: bob, ask: x}}\ncompare:').message


@pytest.mark.parametrize("name", ["Spende", "größe-2", "寄付", "_x"])
def test_names_may_be_in_any_script(file: Path, name: str) -> None:
    file.write_text(GOOD.replace("compare:", f"  {name}: {{of: bob, ask: x}}\ncompare:"), encoding="utf-8")
    assert name in load_scenario(file).scenario.questions


@pytest.mark.parametrize("name", ["utterance", "primary", "margin"])
def test_names_with_a_meaning_are_taken(file: Path, name: str) -> None:
    assert only(file, "compare:", f"  {name}: {{of: bob, ask: x}}\ncompare:").message == f"the name {name!r} is taken"


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("method: direct", "method: {name: sequence, options: {k: 3}}"),
        ("model: persona, method", "model: openai/gpt-4.1, method"),
        ("when: end", "private: TRUE"),
        ("dialogues: 3", "max_failed: 5%"),
        ("{backend: standin}", "{model: gpt-4.1, temperature: 0.7, max_in_flight: 50, rpm: 5000}"),
        ("{population: persuasion_for_good, tell: [age]}", "none"),
        ("{vs_standard: {k: 5}}", "{vs_standard: }"),
        ("{vs_standard: {k: 5}}", "{vs_standard: {k: model}}"),
    ],
)
def test_what_is_allowed_is_no_fault(file: Path, written: str, instead: str) -> None:
    file.write_text(GOOD.replace(written, instead), encoding="utf-8")
    assert load_scenario(file).scenario.kind == "persuasion"


def test_an_unknown_kind_does_not_make_its_own_keys_unknown(file: Path) -> None:
    assert only(file, "kind: persuasion", "kind: debate").path == "kind"


def test_keys_that_are_missing_together_are_told_together(file: Path) -> None:
    missing = faults(file, "kind: persuasion\n")
    assert [fault.message for fault in missing] == ["missing keys 'about', 'models', 'roles'"]


def test_what_an_alias_repeats_is_told_once(file: Path) -> None:
    twice = "answer: &x {amount: [2, 0]}\n  gift2: {of: bob, ask: x, answer: *x}"
    text = GOOD.replace("answer: {amount: [0, 2], step: 0.5}\n    when: end", twice)
    assert [fault.line for fault in faults(file, text)] == [16]


def test_a_persuasion_has_two_roles_at_least(file: Path) -> None:
    assert "at least two roles" in only(file, "  ann: {model: persona, method: direct}\n", "").message


def test_a_persuasion_may_have_more_roles(file: Path) -> None:
    file.write_text(GOOD.replace("dialogues: 3", "  cy: {model: persona}\ndialogues: 3"), encoding="utf-8")
    assert list(load_scenario(file).scenario.roles) == ["ann", "bob", "cy"]


def test_a_bad_override_is_told_beside_the_faults_of_the_file(file: Path) -> None:
    told = faults(file, GOOD.replace("dialogues: 3", "dialogues: x"), "roles.bob.select=moed", "seed")
    assert [(fault.file, fault.line) for fault in told] == [(str(file), 11), ("--set", 1), ("--set", 1)]


def test_an_override_can_mend_a_fault(file: Path) -> None:
    file.write_text(GOOD.replace("dialogues: 3", "dialogues: x"), encoding="utf-8")
    assert load_scenario(file, ["dialogues=7", "roles.bob.method=direct"]).data["dialogues"] == 7


def test_persona_files_are_found_beside_the_scenario_and_checked(file: Path) -> None:
    (file.parent / "people.csv").write_text("age,sex\n36\n", encoding="utf-8")
    fault = only(file, "population: persuasion_for_good, tell: [age]", "file: people.csv")
    assert (fault.file, fault.line) == (str(file.parent / "people.csv"), 2)


def test_what_is_told_must_stand_in_the_persona_file(file: Path) -> None:
    (file.parent / "people.csv").write_text("aged,sex\n36,Female\n", encoding="utf-8")
    fault = only(file, "population: persuasion_for_good", "file: people.csv")
    assert (fault.message, fault.hint) == ("no attribute 'age'; known: aged, sex", "did you mean 'aged'?")


def test_a_reference_file_is_found_beside_the_scenario_and_checked(file: Path) -> None:
    (file.parent / "own.json").write_text("{]", encoding="utf-8")
    assert only(file, "gift: persuasion_for_good/paid", "gift: own.json").file == str(file.parent / "own.json")


KINDS_OF_VALUES = st.recursive(
    st.sampled_from([None, True, 5, -1, 0.5, "", "x", "persona", "direct", "text", "donation.ks", "vs_standard"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "options", "k", "amount", "scale", "vs_standard", "x"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
PATHS = """
kind models models.persona models.persona.backend roles roles.persuadee roles.persuadee.method
roles.persuadee.personas roles.persuadee.personas.tell questions questions.donation questions.donation.of
questions.donation.answer questions.donation.answer.amount compare compare.donation compare.primary seed
"""


@given(st.lists(st.tuples(st.sampled_from(PATHS.split()), KINDS_OF_VALUES), max_size=3))
def test_any_values_are_accepted_or_told(changes: list[tuple[str, Any]]) -> None:
    sets = [f"{path}={json.dumps(value)}" for path, value in changes]
    try:
        assert load_scenario("persuasion_for_good", sets).scenario
    except ScenarioError as error:
        assert all(fault.line and fault.message for fault in error.faults)


def test_the_primary_outcome_is_a_measure_of_single_answers() -> None:
    with pytest.raises(ScenarioError, match=r"compare\.primary: measure 'mae' compares paired, not single answers"):
        load_scenario("persuasion_for_good", ["compare.primary=donation.mae"])
