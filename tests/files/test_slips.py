"""More slips of the pen: keys at every depth, signs that only look right, and what can never be meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.files.scenarios import POPULATION, SURVEY, TALK, faults
from vs_sim.cli.main import app
from vs_sim.errors import ScenarioError
from vs_sim.simulation.checking import load_scenario

GIFT = "    answer: {amount: [0, 2]}\n"
PEOPLE = "      tell: [age, sex]\n"
STANCE = "  stance: {of: bob, ask: How willing?, answer: {scale: [1, 7]}, when: every_exchange, private: true}\n"
ASKED = "questions:\n"
NEVER = "'gift' is asked only after 'stance'"
LAST = "    private: true\n"
EURO = "    answer: {amount: [0, 2], unit: EUR}\n"
SLIPS: list[tuple[str, str, str, int, str, str | None]] = [
    # what stands in the file, what is written instead, the line, the sentence, what to do
    ("kind-key", "kind: persuasion", "Kind: persuasion", 1, "unknown key 'Kind'", "did you mean 'kind'?"),
    ("models-key", "models:\n", "model:\n", 3, "unknown key 'model'", "did you mean 'models'?"),
    ("roles-key", "roles:\n", "role:\n", 5, "unknown key 'role'", "did you mean 'roles'?"),
    ("questions-key", "questions:\n", "question:\n", 14, "unknown key 'question'", "did you mean 'questions'?"),
    (
        "answer-key",
        "{amount: [0, 2]}",
        "{amounts: [0, 2]}",
        18,
        "an answer is text, or one of",
        "did you mean 'amount'?",
    ),
    ("answer-word", "{amount: [0, 2]}", "txt", 18, "an answer is text, or one of", "did you mean 'text'?"),
    ("no-space", "dialogues: 2", "dialogues:2", 12, "could not find expected ':'", "put a space after the colon"),
    ("no-space-inside", "    of: bob", "    of:bob", 16, "a key without a space", "put a space after the colon"),
    ("no-colon", "    private: true", "    private true", 19, "expected ':'", "a colon is missing here"),
    ("no-break-space", "dialogues: 2", "dialogues:\u00a02", 12, "not YAML", "a no-break space"),
    ("wide-colon", "dialogues: 2", "dialogues：2", 12, "not YAML", "a wide colon"),
    (
        "block-text",
        "about: Two neighbours talk.",
        "about: |\nTwo neighbours talk.",
        3,
        "not YAML",
        "a colon is missing",
    ),
    ("ampersand", "ask: How much?", "ask: &how much?", 17, "the anchor &how is used nowhere", "needs quotes"),
    ("hash", "ask: How much?", "ask: #1 how much?", 17, "expected text, found nothing", "quotes"),
    ("question-mark", "ask: How much?", "ask: ? how", 17, "mapping keys are not allowed", "needs quotes"),
    ("braces", "ask: How much?", "ask: {name}, how?", 17, "not YAML", "needs quotes around the whole of it"),
    ("blank-ask", "ask: How much?", "ask: ' '", 17, "text that is not empty", None),
    ("blank-about", "Two neighbours talk.", "'  '", 2, "text that is not empty", None),
    ("yes", "private: true", "private: yes", 19, "expected true or false, found 'yes'", "write true"),
    ("off", "private: true", "private: off", 19, "expected true or false, found 'off'", "write false"),
    ("one", "private: true", "private: 1", 19, "expected true or false, found 1", "write true"),
    ("control-yes", "exchanges: 2", "control: yes", 13, "expected true or false or 'small_talk'", "write true"),
    ("quoted-number", "dialogues: 2", 'dialogues: "2"', 12, "expected a number, found '2'", "without quotes"),
    ("underscore", "dialogues: 2", "dialogues: 1_000", 12, "expected a number, found '1_000'", "without _"),
    ("date", "dialogues: 2", "dialogues: 2024-01-01", 12, "expected a whole number", None),
    ("nan", "dialogues: 2", "dialogues: .nan", 12, "not a finite number", None),
    ("step-large", GIFT, GIFT.replace("2]", "2], step: 5"), 18, "no whole number of steps of 5", None),
    ("step-odd", GIFT, GIFT.replace("2]", "2], step: 0.7"), 18, "no whole number of steps of 0.7", None),
    ("step-tiny", GIFT, GIFT.replace("2]", "2], step: 1e-30"), 18, "more than 1,000,000 steps", None),
    ("scale-huge", GIFT, "    answer: {scale: [1, 10000000]}\n", 18, "at most 1,000 points", None),
    ("option-lines", GIFT, '    answer: {options: ["a\\nb", c]}\n', 18, "an option is one line", None),
    ("after-number", GIFT, "    when: {after: 2}\n", 18, "expected a list such as [a, b], found 2", None),
    ("after-mapping", GIFT, "    when: {after: {at: 2}}\n", 18, "expected a list such as [a, b]", None),
    ("leave-word", "exchanges: 2", "exchanges: {at_most: 2, leave: bob}", 13, "expected a list such as [a, b]", None),
    ("exchanges-list", "exchanges: 2", "exchanges: [1, 2]", 13, "{at_least: 3, at_most: 10}", None),
    (
        "exchanges-min",
        "exchanges: 2",
        "exchanges: {min: 1, at_most: 2}",
        13,
        "known here: at_least, at_most, leave",
        None,
    ),
    ("model-word", "m: {backend: standin}", "m: standin", 4, "expected {backend: standin}", None),
    ("address", "m: {backend: standin}", "m: {model: x, api_base: localhost}", 4, "write an address such as", None),
    ("price", "m: {backend: standin}", "m: {model: x, price: {in: 1}}", 4, "known here: input, output", None),
    (
        "population-word",
        "    personas:\n" + POPULATION + PEOPLE,
        "    personas: everybody\n",
        9,
        "none or shuffled",
        None,
    ),
    ("nobody", POPULATION, "", 10, "tell is said of nobody in particular", "population:"),
    ("twice", PEOPLE, "      tell: [age, age]\n", 11, "prompted once", None),
    ("readable-name", PEOPLE, "      tell: [education]\n", 11, "no attribute 'education'", "did you mean 'edu'?"),
    ("capital", PEOPLE, "      segments: {sex: [female]}\n", 11, "no level 'female'", "did you mean 'Female'?"),
    ("sign", PEOPLE, "      segments: {age: {'<': 30}}\n", 11, "no level '<' of age", "{at_least: …}"),
    (
        "never-first",
        ASKED,
        ASKED + STANCE.replace("private: true", "only_if: {gift: [0]}"),
        15,
        NEVER,
        "ask the other one",
    ),
    (
        "no-such-answer",
        LAST,
        LAST + "    only_if: {stance: [9]}\n" + STANCE,
        20,
        "9 is no answer: they lie between 1 and 7",
        None,
    ),
    ("no-such-word", LAST, LAST + "    only_if: {stance: [high]}\n" + STANCE, 20, "'high' is no answer", None),
    ("out-of-reach", LAST, LAST + "    only_if: {stance: {at_least: 8}}\n" + STANCE, 20, "no answer fits", None),
    # comparisons and templates
    ("figures", LAST, LAST + "compare: {gift: dictator/engel_2011}\n", 20, "printed figures", "vs-sim show reference"),
    (
        "range",
        LAST,
        LAST + "compare: {gift: die/fair}\n",
        20,
        "asks for an amount from 0 to 2 USD",
        None,
    ),
    (
        "text",
        LAST,
        LAST + "  why: {of: bob, ask: Why?}\ncompare: {why: persuasion_for_good/paid}\n",
        21,
        "asks for a text",
        None,
    ),
    ("template-star", "exchanges: 2\n", "prompts: {system: \"{{ 'x' * 10**10 }}\"}\n", 13, "* is not read", None),
    (
        "template-loop",
        "exchanges: 2\n",
        "prompts: {system: '{% for x in range(9) %}x{% endfor %}'}\n",
        13,
        "a call",
        None,
    ),
    ("template-set", "exchanges: 2\n", "prompts: {system: '{% set x = 1 %}'}\n", 13, "{% set %} is not read", None),
    ("template-file", "exchanges: 2\n", "prompts: {system: '{% include \"/etc/passwd\" %}'}\n", 13, "includes", None),
    ("template-itself", "exchanges: 2\n", "prompts: {system: '{% include \"system.j2\" %}'}\n", 13, "recursion", None),
    ("template-nest", "exchanges: 2\n", f"prompts: {{system: '{{{{ {'(' * 3000}'}}\n", 13, "is no template", None),
]
each_slip = pytest.mark.parametrize(
    ("written", "instead", "line", "told", "hint"), [each[1:] for each in SLIPS], ids=[each[0] for each in SLIPS]
)


@each_slip
def test_a_slip_is_told_at_its_line_with_what_to_do(
    tmp_path: Path, written: str, instead: str, line: int, told: str, hint: str | None
) -> None:
    assert TALK.count(written) == 1
    found = faults(tmp_path / "x.yaml", TALK.replace(written, instead))
    assert len(found) <= 3
    told_of = [fault for fault in found if fault.line == line and told in fault.message]
    assert told_of, found
    assert hint is None or any(hint in (fault.hint or "") for fault in told_of)


@each_slip
def test_a_slip_ends_the_command_with_2_and_no_run(
    tmp_path: Path, written: str, instead: str, line: int, told: str, hint: str | None
) -> None:
    (tmp_path / "x.yaml").write_text(TALK.replace(written, instead), encoding="utf-8")
    ended = CliRunner().invoke(app, ["run", str(tmp_path / "x.yaml"), "--out", str(tmp_path / "run")])
    assert isinstance(ended.exception, ScenarioError)
    assert not (tmp_path / "run").exists()


FILES: list[tuple[str, bytes, int | None, str]] = [
    ("utf-16", TALK.encode("utf-16"), 1, "not UTF-8"),
    ("latin-1", TALK.replace("Two", "Zwölf").encode("latin-1"), 2, "not UTF-8"),
    ("nul", TALK.encode().replace(b"dialogues: 2", b"dialogues: 2\0"), 12, "unprintable"),
    ("crlf", TALK.replace("dialogues: 2", "dialogues: two").replace("\n", "\r\n").encode(), 12, "found 'two'"),
    ("mark", b"\xef\xbb\xbf" + TALK.replace("dialogues: 2", "dialogues: two").encode(), 12, "found 'two'"),
    ("two", TALK.encode() + b"---\n" + TALK.encode(), 20, "second document"),
    ("merge", TALK.replace("  ann: {model: m}", "  ann: {<<: {model: m}}").encode(), 6, "merge keys"),
    ("tag", TALK.replace("dialogues: 2", "dialogues: !!int 2").encode(), 12, "the tag"),
    ("extends-itself", b"extends: x.yaml\n", 1, "cannot extend itself"),
    ("extends-nothing", b"extends: nothing\n", 1, "no scenario 'nothing'"),
    ("extends-misspelt", b"extends: die_roll\nroles:\n  persn: {method: direct}\n", 3, "missing key 'model'"),
    ("null", b"null\n", 1, "empty"),
    ("list", b"[kind, persuasion]\n", 1, "`key: value` lines"),
    ("gzip", b"\x1f\x8b\x08\x00rest", 1, "not UTF-8"),
]


@pytest.mark.parametrize(("raw", "line", "told"), [each[1:] for each in FILES], ids=[each[0] for each in FILES])
def test_a_file_that_is_none_is_told(tmp_path: Path, raw: bytes, line: int, told: str) -> None:
    (tmp_path / "x.yaml").write_bytes(raw)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(tmp_path / "x.yaml")
    assert [fault.line for fault in caught.value.faults if told in fault.message] == [line]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("dialogues", "written path=value"),
        ("dialogues=", "expected a whole number, found nothing"),
        ("roles.bobb.method=direct", "missing key 'model'"),
        ("about.x=1", "nothing can be set inside it"),
        ("roles.bob.personas.tell.7=age", "numbered from 0"),
        ("roles.bob.method={vs_standard: {k: 5}", "not YAML"),
        ("questions.gift.answer=[0, 2]", "an answer is text, or one of"),
    ],
)
def test_an_override_that_cannot_be_meant_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "x.yaml").write_text(TALK, encoding="utf-8")
    with pytest.raises(ScenarioError, match=re.escape(told)) as caught:
        load_scenario(tmp_path / "x.yaml", [text])
    assert caught.value.faults[0].file == "--set"


def test_amounts_in_another_unit_than_the_people_s_are_a_warning(tmp_path: Path) -> None:
    text = TALK.replace(GIFT, EURO) + "compare: {gift: persuasion_for_good/paid}\n"
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    (warning,) = load_scenario(tmp_path / "x.yaml").warnings
    assert (warning.line, "counts USD" in warning.message) == (20, True)


def test_what_follows_from_one_slip_is_not_told_as_others(tmp_path: Path) -> None:
    (found,) = faults(tmp_path / "x.yaml", TALK.replace("population:", "populaton:"))
    assert found.hint == "did you mean 'population'?"


def test_many_slips_are_told_in_one_pass(tmp_path: Path) -> None:
    text = TALK.replace("dialogues: 2", "dialogues: two").replace("of: bob", "of: bobb").replace("[0, 2]", "[2, 0]")
    assert [fault.line for fault in faults(tmp_path / "x.yaml", text)] == [12, 16, 18]


def test_a_flat_file_of_fifty_thousand_values_is_refused(tmp_path: Path) -> None:
    (found,) = faults(tmp_path / "x.yaml", "".join(f"k{number}: v\n" for number in range(50_000)))
    assert "more than 5000 values" in found.message


def test_the_command_tells_every_fault_and_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(SURVEY.replace("kind", "knd"), encoding="utf-8")
    ended = CliRunner().invoke(app, ["check", str(tmp_path / "x.yaml")])
    assert (ended.exit_code, "x.yaml:1:1" in ended.stderr, "Traceback" in ended.output) == (2, True, False)


def test_there_are_forty_of_them_at_least() -> None:
    assert len(SLIPS) + len(FILES) >= 60
