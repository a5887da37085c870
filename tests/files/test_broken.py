"""Scenario files that somebody got wrong: each is told at its line in a sentence that helps, and none runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.scenarios import POPULATION, SURVEY, TALK, faults
from vs_sim.api.runs import simulate
from vs_sim.errors import ScenarioError
from vs_sim.simulation.checking import load_scenario
from vs_sim.simulation.session import RunOptions

LAST = "    private: true\n"

BROKEN: list[tuple[str, str, str, int, str]] = [
    # populations: what stands in the file, what is written instead, the line, the sentence
    ("segment-trait", POPULATION, POPULATION + "      segments: {ideolgy: [Liberal]}\n", 11, "no attribute 'ideolgy'"),
    (
        "segment-level",
        POPULATION,
        POPULATION + "      segments: {ideology: [Liberl]}\n",
        11,
        "no level 'Liberl' of ideology",
    ),
    (
        "segment-word",
        POPULATION,
        POPULATION + "      segments: {ideology: Liberal}\n",
        11,
        "a segment is a list of levels",
    ),
    ("segment-empty", POPULATION, POPULATION + "      segments: {ideology: []}\n", 11, "expected 1 or more entries"),
    (
        "segment-bounds",
        POPULATION,
        POPULATION + "      segments: {age: {at_least: 40, at_most: 30}}\n",
        11,
        "at_least 40 lies above",
    ),
    (
        "segment-bound",
        POPULATION,
        POPULATION + "      segments: {age: {at_least: old}}\n",
        11,
        "expected a number, found 'old'",
    ),
    ("segment-text", POPULATION, POPULATION + "      segments: {sex: {at_least: 3}}\n", 11, "sex is no number"),
    (
        "segment-weight",
        POPULATION,
        POPULATION + "      segments: {sex: {Male: -1}}\n",
        11,
        "expected at least 0, found -1",
    ),
    ("segment-weights", POPULATION, POPULATION + "      segments: {sex: {Man: 2}}\n", 11, "no level 'Man' of sex"),
    (
        "segment-nobody",
        POPULATION,
        POPULATION + "      segments: {age: {at_least: 83}}\n",
        11,
        "nobody fits these segments",
    ),
    ("segments-list", POPULATION, POPULATION + "      segments: [Liberal]\n", 11, "expected `key: value` lines"),
    (
        "quota-sum",
        POPULATION,
        POPULATION + "      quota: {sex: {Female: 0.5, Male: 0.4}}\n",
        11,
        "sum to 0.9, not to 1",
    ),
    ("quota-trait", POPULATION, POPULATION + "      quota: {gender: {Female: 1}}\n", 11, "no attribute 'gender'"),
    ("quota-level", POPULATION, POPULATION + "      quota: {sex: {Women: 1}}\n", 11, "no level 'Women' of sex"),
    ("quota-list", POPULATION, POPULATION + "      quota: {sex: [Female]}\n", 11, "expected `key: value` lines"),
    (
        "quota-segment",
        POPULATION,
        POPULATION + "      segments: {sex: [Male]}\n      quota: {sex: {Female: 0.5, Male: 0.5}}\n",
        12,
        "people who do not occur",
    ),
    ("style", POPULATION, POPULATION + "      style: prose\n", 11, "expected 'facts' or 'description', found 'prose'"),
    ("shuffled", POPULATION, POPULATION + "      shuffled: maybe\n", 11, "expected true or false, found 'maybe'"),
    ("two-sources", POPULATION, POPULATION + "      file: x.csv\n", 10, "name a population, a file"),
    (
        "personas-word",
        "    personas:\n" + POPULATION + "      tell: [age, sex]\n",
        "    personas: everybody\n",
        9,
        "none or shuffled, found 'everybody'",
    ),
    (
        "ablation",
        "dialogues: 2\n",
        "dialogues: 2\npersonas: shufled\n",
        13,
        "expected 'none' or 'shuffled', found 'shufled'",
    ),
    ("tell", "tell: [age, sex]", "tell: [age, agge]", 11, "no attribute 'agge'"),
    # moments, conditions and endings
    ("after-never", LAST, LAST + "    when: {after: [3]}\n", 20, "exchange 3 never comes: a dialogue has at most 2"),
    ("after-zero", LAST, LAST + "    when: {after: [0]}\n", 20, "expected at least 1, found 0"),
    ("after-empty", LAST, LAST + "    when: {after: []}\n", 20, "expected 1 or more entries"),
    ("after-key", LAST, LAST + "    when: {before: [1]}\n", 20, "unknown key 'before'"),
    ("only-if-question", LAST, LAST + "    only_if: {gfit: [0]}\n", 20, "no other question 'gfit'"),
    ("only-if-itself", LAST, LAST + "    only_if: {gift: [0]}\n", 20, "no other question 'gift'"),
    ("only-if-value", LAST, LAST + "  why: {of: bob, ask: Why?, only_if: {gift: 0}}\n", 20, "a condition is a list"),
    ("exchanges-zero", "exchanges: 2", "exchanges: 0", 13, "expected at least 1, found 0"),
    ("exchanges-word", "exchanges: 2", "exchanges: two", 13, "expected a whole number, found 'two'"),
    ("exchanges-most", "exchanges: 2", "exchanges: {at_least: 2}", 13, "missing key 'at_most'"),
    ("exchanges-order", "exchanges: 2", "exchanges: {at_least: 5, at_most: 2}", 13, "at_least 5 lies above at_most 2"),
    ("exchanges-leave", "exchanges: 2", "exchanges: {at_most: 2, leave: [bobby]}", 13, "no role 'bobby'"),
    ("exchanges-options", "exchanges: 2", "exchanges: {at_most: 2, options: [Yes]}", 13, "expected 2 entries"),
    ("control", "exchanges: 2", "control: chat", 13, "expected true or false or 'small_talk' or 'yoked', found 'chat'"),
    ("taken-name", "  gift:\n", "  go_on:\n", 15, "the name 'go_on' is taken"),
    ("one-role", "  ann: {model: m}\n", "", 6, "at least two roles"),
    # prompts
    ("prompt-name", "exchanges: 2\n", "prompts: {sytem: x}\n", 13, "no prompt 'sytem'"),
    (
        "prompt-variable",
        "exchanges: 2\n",
        "prompts:\n  system: |\n    Be kind.\n    {{ persona }}\n",
        16,
        "is not given 'persona'",
    ),
    ("prompt-syntax", "exchanges: 2\n", "prompts:\n  direct: |\n    {% if form %}\n", 15, "is no template"),
    ("prompt-filter", "exchanges: 2\n", "prompts: {direct: '{{ form | shout }}'}\n", 13, "no filter 'shout'"),
    (
        "prompt-attribute",
        "exchanges: 2\n",
        "prompts: {user: '{{ head }}{{ question.txt }}{{ clause }}'}\n",
        13,
        "no attribute 'txt'",
    ),
    ("prompt-unsafe", "exchanges: 2\n", "prompts: {direct: '{{ form.__class__.mro() }}'}\n", 13, "a call is not read"),
    ("prompt-number", "exchanges: 2\n", "prompts: {system: 5}\n", 13, "expected text, found 5"),
]
BROKEN_SURVEYS: list[tuple[str, str, str, int, str]] = [
    ("survey-when", "US state.}", "US state., when: start}", 8, "a survey has no exchanges"),
    ("survey-dialogues", "respondents: 2", "dialogues: 2", 6, "unknown key 'dialogues'"),
    ("survey-exchanges", "respondents: 2", "exchanges: 2", 6, "unknown key 'exchanges'"),
    ("survey-respondents", "respondents: 2", "respondents: none", 6, "expected a whole number, found 'none'"),
    (
        "survey-questions",
        "questions:\n  state: {of: person, ask: Name a US state.}\n",
        "",
        1,
        "missing key 'questions'",
    ),
    ("survey-of", "of: person", "of: persons", 8, "no role 'persons'"),
    ("survey-kind", "kind: survey", "kind: survay", 1, "no kind of scenario 'survay'"),
]
ALL = [(TALK, *each) for each in BROKEN] + [(SURVEY, *each) for each in BROKEN_SURVEYS]
each_broken = pytest.mark.parametrize(
    ("good", "written", "instead", "line", "told"), [each[:1] + each[2:] for each in ALL], ids=[each[1] for each in ALL]
)


@pytest.mark.parametrize("good", [TALK, SURVEY])
def test_the_scenarios_that_are_broken_below_are_good(tmp_path: Path, good: str) -> None:
    (tmp_path / "x.yaml").write_text(good, encoding="utf-8")
    assert load_scenario(tmp_path / "x.yaml").warnings == ()


@each_broken
def test_a_mistake_is_told_at_its_line(
    tmp_path: Path, good: str, written: str, instead: str, line: int, told: str
) -> None:
    assert good.count(written) == 1
    found = faults(tmp_path / "x.yaml", good.replace(written, instead))
    assert len(found) <= 2
    assert any(told in fault.message for fault in found if fault.line == line), found


@each_broken
def test_none_of_them_runs(tmp_path: Path, good: str, written: str, instead: str, line: int, told: str) -> None:
    (tmp_path / "x.yaml").write_text(good.replace(written, instead), encoding="utf-8")
    with pytest.raises(ScenarioError):
        simulate(tmp_path / "x.yaml", options=RunOptions(out=tmp_path / "run"))
    assert not (tmp_path / "run").exists()


def test_a_dropped_part_of_the_format_is_a_warning_at_its_line_and_no_fault(tmp_path: Path) -> None:
    prompts = "prompts:\n  user: |\n    {{ head }}\n    {{ question.ask }}\n    {{ clause }}\n"
    (tmp_path / "x.yaml").write_text(TALK.replace("exchanges: 2\n", prompts), encoding="utf-8")
    warnings = load_scenario(tmp_path / "x.yaml").warnings
    assert {(warning.line, warning.path) for warning in warnings} == {(15, "prompts.user")}
    assert "no longer holds the block <conversation>" in " ".join(warning.message for warning in warnings)


def test_there_are_forty_of_them_at_least() -> None:
    assert len(ALL) >= 40
