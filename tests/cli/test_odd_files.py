"""Odd files of a user, from the file to the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from vs_sim import check, simulate
from vs_sim.errors import ScenarioError
from vs_sim.simulation.progress import Silent
from vs_sim.simulation.session import RunOptions

SURVEY = """
kind: survey
title: T
about: A survey.
models: {persona: {backend: scripted, replies: ["Yes"]}}
roles: {p: {model: persona, method: direct, personas: {file: people.csv}}}
respondents: 2
questions:
  q:
    of: p
    ask: Which post do you like, #1 or #2?
    answer: {options: [Yes, No]}
"""
PEOPLE = ';Person;zip;income;job\n0;12E3;02139;1.200,50;NA\n1;7a;10115;900,00;"clerk,\nretired"\n'


class Said(Silent):
    """Keeps what is said."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def say(self, text: str) -> None:
        self.texts.append(text)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    path = tmp_path / "s.yaml"
    path.write_text(SURVEY, encoding="utf-8")
    return path


def test_an_odd_table_reaches_the_personas_of_a_run_as_it_was_meant(scenario: Path) -> None:
    said = Said()
    run = simulate(scenario, options=RunOptions(out=scenario.parent / "r", progress=said))
    zips = {"12E3": "02139", "7a": "10115"}
    told = run.personas.set_index("person")
    assert run.counts == (2, 0)
    assert all(told.loc[[person], "zip"].eq(zips[person]).all() for person in told.index)
    assert set(told["income"]) <= {1200.5, 900.0}
    assert any("people.csv: column 1 (without a name) is an index: left out" in text for text in said.texts)
    assert any("line breaks in 1 cell read as spaces" in text for text in said.texts)


def test_a_question_that_loses_its_words_is_pointed_at(scenario: Path) -> None:
    (warning,) = check(scenario).warnings
    assert (warning.line, "#1 or #2?" in warning.message) == (11, True)


def test_an_odd_row_stops_the_run_with_its_line(scenario: Path) -> None:
    (scenario.parent / "people.csv").write_text("person,job\nann,clerk,retired\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"people\.csv:2:"):
        simulate(scenario, options=RunOptions(out=scenario.parent / "r"))
